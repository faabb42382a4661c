import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { attendancesOf, cardsOf } from './cards.server.ts';
import type { ConsultationCard, ConsultationRecord, ConsultationSearch } from './schema.ts';
import { sheetsOf } from './sheets.server.ts';
import { consultation, consultationUnit } from './tables.server.ts';
import { authorizeReading, visibleCard, visibleConsultation } from './visible.server.ts';

/**
 * The open consultations that the person's unit was called to: what its screens ring for and show. Follow from
 * `cursor` on `unit:<own>`.
 */
export async function openConsultations(
	db: Db,
	who: Who
): Promise<{ cursor: string; consultations: ConsultationCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: consultation.id })
		.from(consultation)
		.innerJoin(
			consultationUnit,
			and(
				eq(consultationUnit.consultationId, consultation.id),
				eq(consultationUnit.unitId, who.unitId)
			)
		)
		.where(isNull(consultation.closedAt))
		.orderBy(desc(consultation.openedAt));
	return {
		cursor,
		consultations: await cardsOf(
			db,
			rows.map(({ id }) => id)
		)
	};
}

/** Those that the person's unit may see, the newest first. `more`: ask again with `before` the last id. */
export async function searchConsultations(
	db: Db,
	who: Who,
	{ incidentId, before, limit }: ConsultationSearch
): Promise<{ cursor: string; consultations: ConsultationCard[]; more: boolean }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: consultation.id })
		.from(consultation)
		.where(
			and(
				visibleConsultation(who),
				incidentId === null ? undefined : eq(consultation.incidentId, incidentId),
				before === null
					? undefined
					: sql`(${consultation.openedAt}, ${consultation.id}) < (select opened_at, id from consultation where id = ${before})`
			)
		)
		.orderBy(desc(consultation.openedAt), desc(consultation.id))
		.limit(limit + 1);
	const ids = rows.slice(0, limit).map(({ id }) => id);
	return { cursor, consultations: await cardsOf(db, ids), more: rows.length > limit };
}

/** One with all that is kept of it. */
export async function consultationPage(db: Db, who: Who, id: string) {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const card = await visibleCard(db, who, id);
	return { cursor, card, ...(await recordOf(db, id)) };
}
export type ConsultationPage = Awaited<ReturnType<typeof consultationPage>>;

export async function recordOf(db: Reader, id: string): Promise<ConsultationRecord> {
	return {
		attendances: (await attendancesOf(db, [id])).get(id) ?? [],
		rollCalls: (await sheetsOf(db, [id])).get(id) ?? []
	};
}

/** The units that were called to the last consultations which the person's unit opened, the newest first: for calling them again. */
export async function recentUnits(db: Db, who: Who): Promise<string[]> {
	authorizeReading(who);
	const rows = await db.execute<{ unitId: string }>(sql`
		select called.unit_id as "unitId", max(called.invited_at) as at
		from consultation_unit called join consultation on consultation.id = called.consultation_id
		where consultation.opened_by_unit_id = ${who.unitId} and called.unit_id <> ${who.unitId}
		group by 1 order by 2 desc, 1 limit 30`);
	return rows.map(({ unitId }) => unitId);
}
