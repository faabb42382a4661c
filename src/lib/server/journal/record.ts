import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import type { JournalLine } from '#lib/event.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actor } from '#lib/who.ts';
import type { Db, Reader, Tx } from '../db/client.ts';
import { lockName } from '../db/lock.ts';
import { isUniqueViolation } from '../db/violation.ts';
import { log } from '../log.ts';
import { digestOf } from './digest.ts';
import { actDone, journal } from './tables.server.ts';

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
 * A mutation as it was asked for. `T`: what it answers.
 */
export type ActRequest<T> = {
	/** Which mutation: the path of its procedure (`incident.close`). No two have the same. */
	kind: string;
	/** Who asks. An id that another person used is refused. */
	who: Actor;
	/**
	 * All that was asked for, beside the client's id of this act: the same id with anything else is refused. A
	 * password never stands here, because a digest of it is stored.
	 */
	input: { actId: string };
	/**
	 * The answer to a retry of what was done before: what stands now, as far as `who` may see it today. Ask the
	 * noun's visible query, never one that asks nobody's permission.
	 */
	onRetry: () => Promise<T>;
};

/** For `onRetry`, where a mutation answers nothing. */
export const nothing = async (): Promise<void> => {};

/**
 * One mutation: one transaction, made at most once for one `actId` however often it is retried, and the push process
 * is woken after the commit. Refuses with `conflict` an id that was used for anything else (JO7), and what is taken
 * already by its unique key. Authorize before calling this: a retry does not come to `work`.
 */
export async function act<T>(
	db: Db,
	request: ActRequest<T>,
	work: (tx: Tx) => Promise<T>
): Promise<T> {
	const { kind, who, input } = request;
	const done = await db
		.transaction(async (tx) => {
			// Two retries of one act at the same moment: the second waits here, then sees what the first wrote.
			await lockName(tx, input.actId);
			if (await wasDone(tx, request)) return null;
			const answer = await work(tx);
			// Last: a transaction holds back the journal's readers from its first write on.
			await tx
				.insert(actDone)
				.values({ id: input.actId, actor: who.personId, kind, digest: digestOf(input) });
			return { answer };
		})
		.catch((error: unknown) => {
			if (!isUniqueViolation(error)) throw error;
			log.warn({ err: error, kind }, 'refused: taken already');
			throw new Failure('conflict', m.errors_taken(), { cause: error });
		});
	db.doorbell.ring();
	return done ? done.answer : await request.onRetry();
}

/** True for a retry of what was done; false for an id that is new; a refusal where it was used for anything else. */
export async function wasDone(
	reader: Reader,
	{ kind, who, input }: Omit<ActRequest<unknown>, 'onRetry'>
): Promise<boolean> {
	const [done] = await reader.select().from(actDone).where(eq(actDone.id, input.actId));
	if (!done) return false;
	// Of an act from before digests were kept only the type of its line is known.
	const isSame =
		done.digest === null
			? nounOf(done.kind) === nounOf(kind)
			: done.kind === kind && done.digest === digestOf(input);
	if (!isSame || done.actor !== who.personId) throw new Failure('conflict', m.errors_act_taken());
	return true;
}

/** Procedures write `eventClass`, lines `event-class`. */
const nounOf = (kind: string) => kind.slice(0, kind.indexOf('.')).replaceAll('-', '').toLowerCase();
