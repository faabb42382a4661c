import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { SYSTEM } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import type { Finding } from '../warning/finding.ts';
import { feedCards } from './cards.server.ts';
import type { FeedEvent } from './events.ts';
import { isSignOfLife, waitAfter } from './rules.ts';
import type { FeedFault } from './schema.ts';
import { feed } from './tables.server.ts';

/** The same faults are told again only after this. */
const TOLD_FOR_MS = 3_600_000;

type Row = typeof feed.$inferSelect;
export type Fared = {
	now: Date;
	isRead: boolean;
	isNew: boolean;
	name: string;
	findings: Finding[];
};

/**
 * Notes how the feed fared with a document: life, fault, next look; and tells once of what changed. The caller
 * holds the row (FE12–FE14).
 */
export async function settle(tx: Tx, row: Row, { now, isRead, isNew, name, findings }: Fared) {
	const isAlive = isRead && isSignOfLife(row.aliveBy, isNew);
	const failures = isRead ? 0 : row.failures + 1;
	const fault: FeedFault | null =
		findings.length === 0 ? null : { at: now.toISOString(), name, findings };
	await tx
		.update(feed)
		.set({
			failures,
			nextPollAt: new Date(now.getTime() + waitAfter(failures, row.pollS) * 1000),
			...(isRead && { lastSuccessAt: now }),
			...(isRead && isNew && { lastDataAt: now }),
			...(isAlive && { aliveAt: now, silentSince: null }),
			...(fault && { lastFault: fault })
		})
		.where(eq(feed.id, row.id));
	if (isAlive && row.silentSince !== null) {
		const silentSince = row.silentSince.toISOString();
		await tell(tx, row.id, (card) => ({ type: 'feed.recovered', payload: { card, silentSince } }));
	}
	if (fault && !wasTold(row.lastFault, fault)) {
		await tell(tx, row.id, (card) => ({ type: 'feed.refused', payload: { card, name, findings } }));
	}
}

function wasTold(before: FeedFault | null, { at, findings }: FeedFault): boolean {
	if (before === null || Date.parse(at) - Date.parse(before.at) > TOLD_FOR_MS) return false;
	const codes = (all: Finding[]) => all.map(({ code, path }) => `${code} ${path}`).join();
	return codes(before.findings) === codes(findings);
}

type Told<T = FeedEvent> = T extends FeedEvent ? Pick<T, 'type' | 'payload'> : never;

/** A line for the desks of the agency and above it, and for the node's. */
export async function tell(
	tx: Tx,
	id: string,
	event: (card: FeedEvent['payload']['card']) => Told,
	{ who = SYSTEM, actId }: { who?: typeof SYSTEM; actId?: string } = {}
) {
	const [card] = await feedCards(tx, eq(feed.id, id));
	invariant(card, `feed ${id} was there in this transaction`);
	const { path } = await getUnit(tx, card.unitId);
	const [home] = await tx.select({ unitId: node.unitId }).from(node);
	const scope = [...path, ...(home ? [home.unitId] : [])];
	await record<FeedEvent>(tx, who, { ...event(card), subject: `feed:${id}`, scope }, actId);
}

/** Alarms for every feed that has been silent for longer than agreed, once each. Returns how many. */
export async function findSilent(db: Db): Promise<number> {
	const found = await db.transaction(async (tx) => {
		const due = await tx
			.select({ id: feed.id })
			.from(feed)
			.where(
				and(
					feed.enabled,
					isNull(feed.silentSince),
					lt(feed.aliveAt, sql`now() - make_interval(secs => ${feed.expectedS})`)
				)
			)
			.for('update', { skipLocked: true });
		if (due.length === 0) return 0;
		const ids = due.map(({ id }) => id);
		await tx
			.update(feed)
			.set({ silentSince: sql`${feed.aliveAt}` })
			.where(inArray(feed.id, ids));
		for (const id of ids)
			await tell(tx, id, (card) => ({ type: 'feed.silent', payload: { card } }));
		return due.length;
	});
	if (found > 0) db.doorbell.ring();
	return found;
}
