import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import type { Notice, OwnNotice } from './schema.ts';
import { incident, incidentInformed } from './tables.server.ts';
import { rootOf } from './tree.server.ts';
import { authorizeReading } from './visible.server.ts';

const informedBy = alias(unit, 'informed_by');

const columns = {
	id: incidentInformed.noticeId,
	incidentId: incidentInformed.incidentId,
	text: incidentInformed.text,
	informedAt: incidentInformed.informedAt,
	byUnitId: incidentInformed.informedByUnitId,
	byUnitName: informedBy.name,
	byName: incidentInformed.informedByName,
	acknowledgedAt: incidentInformed.acknowledgedAt,
	acknowledgedByName: incidentInformed.acknowledgedByName
};

/** What was told of these incidents, the newest first, with every unit's state. */
export async function noticesOf(reader: Reader, incidentIds: string[]): Promise<Notice[]> {
	const rows = await reader
		.select({ ...columns, unitId: incidentInformed.unitId, unitName: unit.name })
		.from(incidentInformed)
		.innerJoin(unit, eq(unit.id, incidentInformed.unitId))
		.innerJoin(informedBy, eq(informedBy.id, incidentInformed.informedByUnitId))
		.where(inArray(incidentInformed.incidentId, incidentIds))
		.orderBy(
			desc(incidentInformed.informedAt),
			desc(incidentInformed.noticeId),
			asc(incidentInformed.unitId)
		);
	const notices = new Map<string, Notice>();
	for (const { unitId, unitName, acknowledgedAt, acknowledgedByName, ...row } of rows) {
		const { informedAt, ...rest } = row;
		const notice = notices.get(row.id) ?? {
			...rest,
			informedAt: informedAt.toISOString(),
			units: []
		};
		notices.set(row.id, notice);
		const state = { acknowledgedAt: acknowledgedAt?.toISOString() ?? null, acknowledgedByName };
		notice.units.push({ unitId, unitName, ...state });
	}
	return [...notices.values()];
}

/**
 * What the person's unit was told and nobody there has acknowledged, the oldest first; of closed and merged
 * incidents too (IN18). Follow from `cursor` on `unit:<own>`.
 */
export async function openNotices(
	db: Db,
	who: Who
): Promise<{ cursor: string; notices: OwnNotice[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({
			...columns,
			title: incident.title,
			incidentLevel: incident.incidentLevel,
			frame: incident.frame,
			mergedIntoId: incident.mergedIntoId
		})
		.from(incidentInformed)
		.innerJoin(incident, eq(incident.id, incidentInformed.incidentId))
		.innerJoin(informedBy, eq(informedBy.id, incidentInformed.informedByUnitId))
		.where(and(eq(incidentInformed.unitId, who.unitId), isNull(incidentInformed.acknowledgedAt)))
		.orderBy(asc(incidentInformed.informedAt), asc(incidentInformed.noticeId));
	const notices: OwnNotice[] = [];
	for (const { informedAt, acknowledgedAt: _, mergedIntoId, ...row } of rows) {
		const shownInId = mergedIntoId === null ? row.incidentId : await rootOf(db, mergedIntoId);
		const waiting = { ...row, acknowledgedAt: null, shownInId };
		notices.push({ ...waiting, informedAt: informedAt.toISOString() });
	}
	return { cursor, notices };
}
