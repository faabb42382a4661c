import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Actor } from '#lib/who.ts';
import type { ClockEvent } from './events.ts';
import { cardsOf } from './queries.server.ts';
import type { ClockCard, ClockStop } from './schema.ts';
import { clock } from './tables.server.ts';

/** The matter is the thread, if there is one: it stays so when the thread joins an incident. */
export type MatterId = { threadId: string | null; incidentId: string | null; fromUnitId: string };

/** All clocks of the matter, running or not. */
export function ofMatter({ threadId, incidentId, fromUnitId }: MatterId): SQL | undefined {
	return and(
		eq(clock.fromUnitId, fromUnitId),
		sql`coalesce(${clock.threadId}, ${clock.incidentId}) = ${threadId ?? incidentId}`
	);
}

/** Two acts on one matter at the same moment: the second waits here, then sees the clocks of the first. */
export async function lock(tx: Tx, { threadId, incidentId, fromUnitId }: MatterId) {
	const name = `clock ${fromUnitId} ${threadId ?? incidentId}`;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** Stops those of the clocks that still run, and records it. `actId`: where this is the act itself. */
export async function stop(
	tx: Tx,
	who: Actor,
	what: { ids: string[]; how: ClockStop; at: Date; scope: string[]; actId?: string }
): Promise<ClockCard[]> {
	if (what.ids.length === 0) return [];
	const stopped = await tx
		.update(clock)
		.set({ stoppedAt: what.at, stop: what.how, stoppedBy: who.personId, stoppedByName: who.name })
		.where(and(inArray(clock.id, what.ids), isNull(clock.stoppedAt)))
		.returning({ id: clock.id });
	return await tell(tx, who, { ...what, type: 'clock.stopped', ids: stopped.map(({ id }) => id) });
}

/** One journal line for all of them; none where there are none. */
export async function tell(
	tx: Tx,
	who: Actor,
	what: {
		type: 'clock.started' | 'clock.stopped' | 'clock.changed';
		ids: string[];
		scope: string[];
		actId?: string;
	}
): Promise<ClockCard[]> {
	const clocks = what.ids.length === 0 ? [] : await cardsOf(tx, [...new Set(what.ids)]);
	const [about] = clocks;
	if (!about) return [];
	const subject = about.incidentId
		? (`incident:${about.incidentId}` as const)
		: (`report:${about.threadId}` as const);
	const { type, scope } = what;
	await record<ClockEvent>(tx, who, { type, subject, scope, payload: { clocks } }, what.actId);
	return clocks;
}
