import { v7 as uuidv7 } from 'uuid';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { DUNHUA, JILIN, JILIN_CITY, testPerson, YONGJI } from '../support/person.ts';
import { filed, incidentWorld, opened } from './incident-support.ts';

/** The two counties' and the cities' desks of `incidentWorld`, a second province officer, and an expert and a wall of the province. */
export async function consultationWorld(db: Db) {
	const world = await incidentWorld(db);
	const person = (unitId: string, name: string, ...roles: Who['roles']) =>
		testPerson(db, { unitId, name, roles });
	return {
		...world,
		provinceDeputy: await person(JILIN, '省副班', 'deputy'),
		expert: await person(JILIN, '省专家', 'expert'),
		wall: await person(JILIN, '省大屏', 'screen'),
		yongjiDesk: await person(YONGJI, '永吉主班', 'dutyOfficer'),
		planner: await person(JILIN_CITY, '市预案员', 'planner')
	};
}
export type ConsultationWorld = Awaited<ReturnType<typeof consultationWorld>>;

export const doors = (db: Db, who: Who | null) => callerFor({ db, who }).consultation;

/** An incident of 永吉 at the city's desk. */
export async function newIncident(db: Db, world: ConsultationWorld): Promise<string> {
	const report = await filed(db, world.yongji);
	return await opened(db, world.city, report.id);
}

/** The city opens a consultation about it and calls these units. Returns its id. */
export async function openedBy(
	db: Db,
	who: Who,
	incidentId: string,
	unitIds: string[] = [JILIN, YONGJI, DUNHUA],
	mainVenueUnitId = who.unitId
): Promise<string> {
	const id = uuidv7();
	const input = { actId: uuidv7(), id, incidentId, title: '口前镇洪水会商', mainVenueUnitId };
	await doors(db, who).open({ ...input, unitIds });
	return id;
}

export const linesOf = (db: Db, id: string, type?: string) =>
	db
		.select()
		.from(journal)
		.where(eq(journal.subject, `consultation:${id}`))
		.orderBy(asc(journal.seq))
		.then((lines) => lines.filter((line) => type === undefined || line.type === type));

export const CITY = JILIN_CITY;
