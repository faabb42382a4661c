import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { JournalLine } from '#lib/event.ts';
import type { Actor } from '#lib/who.ts';
import type { Db, Tx } from '../db/client.ts';
import { journal } from './tables.server.ts';

/**
 * Adds one line to the journal, in the caller's transaction: both happen or neither does. Say whose it is,
 * `record<ReportEvent>(…)`: an event that its noun does not declare does not compile.
 * `id` is the act's id for the line that stands for the act itself; further lines of the same act leave it out.
 */
export async function record<E extends JournalLine = never>(
	tx: Tx,
	who: Actor,
	event: NoInfer<E>,
	id: string = uuidv7()
) {
	await tx.insert(journal).values({
		id,
		origin: sql`(select id from node)`,
		actor: who.personId,
		actorName: who.name,
		type: event.type,
		subject: event.subject,
		scope: [...new Set(event.scope)],
		payload: event.payload
	});
}

/**
 * One mutation: one transaction, made at most once for one `actId` however often it is retried, and the
 * push process is woken after the commit. `work` must `record` a line with `actId`. Returns what `work`
 * returned, or null when the act had been done before (the caller answers from its own input then).
 */
export async function act<T>(
	db: Db,
	actId: string,
	work: (tx: Tx) => Promise<T>
): Promise<T | null> {
	const result = await db.transaction(async (tx) => {
		// Two retries of one act at the same moment: the second waits here, then sees the line of the first.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${actId}, 0))`);
		const [done] = await tx.select({ id: journal.id }).from(journal).where(eq(journal.id, actId));
		return done ? null : await work(tx);
	});
	db.doorbell.ring();
	return result;
}
