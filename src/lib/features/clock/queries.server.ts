import { and, asc, eq, gte, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { authorityBeyond } from './authority-name.ts';
import { LATE_SHOWN_MS } from './rules.ts';
import type { ClockCard } from './schema.ts';
import { clock } from './tables.server.ts';
import { clockInScope, visibleClock } from './visible.server.ts';

const fromUnit = alias(unit, 'from_unit');
const toUnit = alias(unit, 'to_unit');

/**
 * The clocks that the person's screens show, by time left: all open ones, and those that were stopped late
 * in the last 24 hours. Follow from `cursor`.
 */
export async function openClocks(db: Reader, who: Who) {
	const cursor = await headCursor(db);
	const lateSince = new Date(Date.now() - LATE_SHOWN_MS);
	const stoppedLate = and(
		gte(clock.stoppedAt, lateSince),
		sql`${clock.stoppedAt} > ${clock.dueAt}`
	);
	const clocks = await clockCards(
		db,
		and(visibleClock(who), or(isNull(clock.stoppedAt), stoppedLate))
	);
	return { cursor, clocks };
}

/** All clocks of an incident and of the report threads that it is made of, by due instant. */
export async function clocksOfIncident(db: Reader, who: Who, incidentId: string) {
	const cursor = await headCursor(db);
	return {
		cursor,
		clocks: await clockCards(db, and(visibleClock(who), eq(clock.incidentId, incidentId)))
	};
}

/** All clocks of a report thread, by due instant. */
export async function clocksOfThread(db: Reader, who: Who, threadId: string) {
	const cursor = await headCursor(db);
	return {
		cursor,
		clocks: await clockCards(db, and(visibleClock(who), eq(clock.threadId, threadId)))
	};
}

/** The cards of these clocks. For the acts that have just changed them: asks nobody's permission. */
export const cardsOf = (db: Reader, ids: string[]) => clockCards(db, inArray(clock.id, ids));

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<ClockCard> {
	const [card] = await clockCards(db, and(clockInScope(who), eq(clock.id, id)));
	if (!card) throw new Failure('not_found', m.errors_not_found());
	return card;
}

async function clockCards(db: Reader, where: SQL | undefined): Promise<ClockCard[]> {
	const rows = await db
		.select({ clock, fromName: fromUnit.name, toName: toUnit.name })
		.from(clock)
		.innerJoin(fromUnit, eq(fromUnit.id, clock.fromUnitId))
		.leftJoin(toUnit, eq(toUnit.id, clock.toUnitId))
		.where(where)
		.orderBy(asc(clock.dueAt), asc(clock.id));
	return rows.map(({ clock: row, fromName, toName }) => ({
		id: row.id,
		threadId: row.threadId,
		incidentId: row.incidentId,
		title: row.title,
		fromUnitId: row.fromUnitId,
		fromName,
		to: row.to,
		toUnitId: row.toUnitId,
		toName: toName ?? authorityBeyond(row.to),
		channel: row.channel,
		kind: row.kind,
		ruleKey: row.ruleKey,
		ruleName: row.ruleName,
		sourceDocument: row.sourceDocument,
		basis: row.basis,
		startedAt: row.startedAt.toISOString(),
		dueAt: row.dueAt.toISOString(),
		stoppedAt: row.stoppedAt?.toISOString() ?? null,
		stop: row.stop,
		stoppedByName: row.stoppedByName
	}));
}
