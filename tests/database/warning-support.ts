import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { feed } from '#lib/features/feed/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { formerUnit, unit } from '#lib/features/unit/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

export const CHANGCHUN = '220100';
export const WEATHER = '220000-qixiang';
export const WATER = '220000-shuili';

/** The small tree with 长春 far from 敦化, two agencies of the province, and somebody at each desk. */
export async function warningWorld(db: Db) {
	await seedSmallTree(db);
	const province = { validFrom: '2000-01-01', parentId: JILIN };
	await db.insert(unit).values([
		{
			...province,
			...{ id: CHANGCHUN, kind: 'city', code: CHANGCHUN, name: '长春市', nameEn: 'Changchun' },
			...{ shortName: '长春', path: [CHANGCHUN, JILIN], centre: { lon: 125.3, lat: 43.8 } },
			boundary: {
				type: 'Polygon',
				coordinates: [
					[
						[124.3, 43.2],
						[125.5, 43.2],
						[125.5, 45.2],
						[124.3, 45.2],
						[124.3, 43.2]
					]
				]
			}
		},
		...(
			[
				['qixiang', '气象局'],
				['shuili', '水利厅']
			] as const
		).map(([agency, name]) => ({
			...province,
			...{ id: `${JILIN}-${agency}`, kind: 'agency' as const, agency, name: `吉林省${name}` },
			...{ nameEn: agency, shortName: name, path: [`${JILIN}-${agency}`, JILIN] },
			centre: { lon: 125.3, lat: 43.9 }
		}))
	]);
	// A second county each: a city is named in place of all its counties, but not of one.
	await db
		.insert(unit)
		.values([
			county('222401', '延吉市', YANBIAN, 129.5, 42.9),
			county('220281', '蛟河市', JILIN_CITY, 127.2, 43.9)
		]);
	await db.insert(formerUnit).values({
		...{ id: 'former', unitId: DUNHUA, code: '222499', name: '敦化县', parentId: YANBIAN },
		...{ validFrom: '2000-01-01', validTo: '2010-01-01' }
	});
	const desk = (unitId: string) => testPerson(db, { unitId, roles: ['dutyOfficer'] });
	return {
		weather: await testPerson(db, { unitId: WEATHER, name: '气象联络员', roles: ['liaison'] }),
		water: await testPerson(db, { unitId: WATER, roles: ['liaison'] }),
		admin: await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] }),
		auditor: await testPerson(db, { unitId: JILIN, roles: ['auditAdmin'] }),
		province: await desk(JILIN),
		yanbian: await desk(YANBIAN),
		dunhua: await desk(DUNHUA),
		yongji: await desk(YONGJI),
		changchun: await desk(CHANGCHUN)
	};
}

function county(id: string, name: string, city: string, lon: number, lat: number) {
	const [west, south, east, north] = [lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1];
	return {
		...{ id, kind: 'county' as const, code: id, name, nameEn: name, shortName: name },
		...{ parentId: city, path: [id, city, JILIN], validFrom: '2000-01-01', centre: { lon, lat } },
		boundary: {
			type: 'Polygon' as const,
			coordinates: [
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north],
					[west, south]
				]
			]
		}
	};
}

type FeedParts = Partial<typeof feed.$inferInsert>;

/** A feed that 气象局 pushes, or what `parts` make of it. Returns its id. */
export async function newFeed(db: Db, parts: FeedParts = {}): Promise<string> {
	const id = randomUUID();
	await db.insert(feed).values({
		...{ id, name: '省气象局预警', unitId: WEATHER, kind: 'cap', source: 'pushed', address: '' },
		...{ enabled: true, aliveBy: 'data', expectedS: 3600, pollS: 60, origin: 'test' },
		...parts
	});
	return id;
}

/** The row's health, as it is now. */
export async function healthOf(db: Db, id: string) {
	const [row] = await db.select().from(feed).where(eq(feed.id, id));
	if (!row) throw new Error(`no feed ${id}`);
	return row;
}

export const doorsOf = (db: Db, who: Who | null) => callerFor({ db, who });

export const headlinesFor = async (db: Db, who: Who) =>
	(await doorsOf(db, who).warning.active()).warnings.map(({ headline }) => headline);

/** The journal's lines of a subject, oldest first. */
export const linesOf = (db: Db, subject: string) =>
	db.select().from(journal).where(eq(journal.subject, subject)).orderBy(journal.seq);
