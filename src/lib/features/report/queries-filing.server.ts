import { and, arrayContains, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import type { LonLat } from '#lib/geo.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { pointSql } from '#lib/server/db/geo.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { eventClass } from '../event-class/tables.server.ts';
import type { Unit } from '../unit/schema.ts';
import { unit } from '../unit/tables.server.ts';
import { AREA_MARGIN_KM } from './rules.ts';
import { report } from './tables.server.ts';

/** This node, and the time by the one clock that counts: the database's. */
export async function nodeNow(db: Reader) {
	const [here] = await db
		.select({
			id: node.id,
			unitId: node.unitId,
			demonstration: node.demonstration,
			nowMs: sql<number>`(extract(epoch from now()) * 1000)::float8`
		})
		.from(node);
	if (!here) throw new Error('Invariant failed: the database has no node row; it was never seeded');
	return {
		id: here.id,
		unitId: here.unitId,
		isDemonstration: here.demonstration === 'true',
		now: new Date(here.nowMs)
	};
}

/** On a demonstration node nothing is real. */
export const frameOn = (here: { isDemonstration: boolean }, wanted: Frame): Frame =>
	here.isDemonstration ? 'demonstration' : wanted;

/** Name and nature of the class in force, or null when there is none with this code. */
export async function classInForce(db: Reader, code: string) {
	const [found] = await db
		.select({ name: eventClass.name, nameEn: eventClass.nameEn, sensitive: eventClass.sensitive })
		.from(eventClass)
		.where(and(eq(eventClass.code, code), isNull(eventClass.validTo)));
	return found ?? null;
}

/** The own unit's report with this id, and the newest of its thread; null when the unit has none. */
export async function threadOf(tx: Tx, previousId: string, unitId: string) {
	const [previous] = await tx
		.select()
		.from(report)
		.where(and(eq(report.id, previousId), eq(report.unitId, unitId)));
	if (!previous) return null;
	// Two follow-ups at once: the second waits here for the number of the first. The incident feature
	// accepts a thread under the same lock.
	await tx
		.select({ id: report.id })
		.from(report)
		.where(eq(report.id, previous.threadId))
		.for('no key update');
	const [newest] = await tx
		.select()
		.from(report)
		.where(eq(report.threadId, previous.threadId))
		.orderBy(desc(report.number))
		.limit(1);
	// When the unit knew of the event: what the first report said, or the newest correction of it.
	const [began] = await tx
		.select({ knownAt: report.knownAt })
		.from(report)
		.where(
			and(
				eq(report.threadId, previous.threadId),
				or(
					eq(report.number, 0),
					and(eq(report.isCorrection, true), eq(report.previousId, previous.threadId))
				)
			)
		)
		.orderBy(desc(report.number))
		.limit(1);
	if (!newest || !began) throw new Error(`Invariant failed: thread ${previous.threadId} is empty`);
	return { previous, newest, knownAt: began.knownAt };
}
export type Thread = NonNullable<Awaited<ReturnType<typeof threadOf>>>;

/** True where the point lies in the area of the unit or within the margin around it, or the unit has none. */
export async function isInArea(db: Reader, unitId: string, at: LonLat): Promise<boolean> {
	const [found] = await db
		.select({
			isIn: sql<boolean | null>`ST_Covers(${unit.boundary}, ${pointSql(at)})
				or ST_DWithin(${unit.boundary}::geography, ${pointSql(at)}::geography, ${AREA_MARGIN_KM * 1000})`
		})
		.from(unit)
		.where(eq(unit.id, unitId));
	return found?.isIn ?? true;
}

/**
 * A point for a place that nobody marked: the centre of the smallest unit that the words name, first below
 * the reporter's own, then anywhere; else that of his own unit, or of the nearest above it that has one.
 */
export async function standInFor(db: Reader, placeText: string, own: Unit): Promise<LonLat | null> {
	const says = (name: AnyPgColumn) => sql`position(${name} in ${placeText}) > 0`;
	const rank = sql<number | null>`case
		when ${arrayContains(unit.path, [own.id])} and (${says(unit.name)} or ${says(unit.shortName)}) then 1
		when ${says(unit.name)} then 2
		when ${inArray(unit.id, own.path)} then 3 end`;
	const [found] = await db
		.select({ centre: unit.centre })
		.from(unit)
		.where(
			and(isNull(unit.validTo), isNotNull(unit.centre), ne(unit.kind, 'agency'), isNotNull(rank))
		)
		.orderBy(rank, sql`array_length(${unit.path}, 1) desc`)
		.limit(1);
	return found?.centre ?? null;
}

/** True where the incident is open and in the unit's sight. The feature stands above this one, hence by name. */
export async function isOpenIncident(db: Reader, id: string, unitId: string): Promise<boolean> {
	const rows = await db.execute(
		sql`select 1 from incident where id = ${id} and status = 'open' and scope @> array[${unitId}]`
	);
	return rows.length > 0;
}
