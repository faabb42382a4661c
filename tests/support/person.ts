import { randomUUID } from 'node:crypto';
import type { Polygon } from 'geojson';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { createPerson, setPassword } from '#lib/features/person/enrol.server.ts';
import { person } from '#lib/features/person/tables.server.ts';
import type { UnitKind } from '#lib/features/unit/schema.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import type { Role, TokenScope, Who } from '#lib/who.ts';

/** The ids that `seedSmallTree` makes. */
export const JILIN = '220000';
export const JILIN_CITY = '220200';
export const YONGJI = '220221';
export const YANBIAN = '222400';
export const DUNHUA = '222403';
export const CHANGBAISHAN = 'changbaishan';

const box = (west: number, south: number, east: number, north: number): Polygon => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south]
		]
	]
});

type SmallUnit = {
	id: string;
	kind: UnitKind;
	name: string;
	nameEn: string;
	shortName: string;
	path: string[];
	box: [west: number, south: number, east: number, north: number];
};

/** Boxes instead of boundaries: each holds its seat of government, and siblings do not touch. */
const smallTree: SmallUnit[] = [
	{
		id: JILIN,
		kind: 'province',
		name: '吉林省',
		nameEn: 'Jilin',
		shortName: '吉林省',
		path: [],
		box: [121.5, 40.8, 131.4, 46.4]
	},
	{
		id: JILIN_CITY,
		kind: 'city',
		name: '吉林市',
		nameEn: 'Jilin City',
		shortName: '吉林市',
		path: [JILIN],
		box: [125.6, 42.5, 127.4, 44.7]
	},
	{
		id: YONGJI,
		kind: 'county',
		name: '永吉县',
		nameEn: 'Yongji',
		shortName: '永吉',
		path: [JILIN_CITY, JILIN],
		box: [125.8, 43.3, 126.7, 43.75]
	},
	{
		id: YANBIAN,
		kind: 'city',
		name: '延边朝鲜族自治州',
		nameEn: 'Yanbian',
		shortName: '延边',
		path: [JILIN],
		box: [127.5, 42.4, 131.3, 44.5]
	},
	{
		id: DUNHUA,
		kind: 'county',
		name: '敦化市',
		nameEn: 'Dunhua',
		shortName: '敦化',
		path: [YANBIAN, JILIN],
		box: [127.6, 42.7, 129.2, 44.4]
	},
	{
		id: CHANGBAISHAN,
		kind: 'zone',
		name: '长白山保护开发区管理委员会',
		nameEn: 'Changbaishan Administration',
		shortName: '长白山管委会',
		path: [JILIN],
		box: [127.5, 41.7, 128.3, 42.3]
	}
];

/** This node as the province's, 吉林省 with two cities and a county in each, and 长白山管委会 without a code. */
export async function seedSmallTree(db: Db) {
	await db
		.insert(node)
		.values({ id: 'test', unitId: JILIN, demonstration: 'true' })
		.onConflictDoNothing();
	await db.insert(unit).values(
		smallTree.map(({ box: [west, south, east, north], path, kind, ...rest }) => ({
			...rest,
			kind,
			code: kind === 'zone' ? null : rest.id,
			parentId: path[0] ?? null,
			path: [rest.id, ...path],
			validFrom: '2000-01-01',
			centre: { lon: (west + east) / 2, lat: (south + north) / 2 },
			boundary: box(west, south, east, north)
		}))
	);
}

type TestPerson = {
	unitId: string;
	roles: Role[];
	name?: string;
	username?: string;
	/** Absent: he has no password, which saves 50 ms; nobody needs to sign in to call `callerFor`. */
	password?: string;
};

/** A new person of the unit, as he stands at the door. */
export async function testPerson(
	db: Db,
	{ unitId, roles, name, username, password }: TestPerson
): Promise<Who> {
	const id = uuidv7();
	await db.transaction(async (tx) => {
		await createPerson(tx, {
			id,
			unitId,
			roles,
			name: name ?? `王${id.slice(-4)}`,
			username: username ?? `p${id.slice(-12)}`,
			post: '',
			phone: null,
			mobile: null
		});
		if (password !== undefined) await setPassword(tx, id, password, 'lasting');
	});
	return whoOf(db, id);
}

/** The person as he is now: in a session that is not stored, or with `scopes` by a token. */
export async function whoOf(db: Db, personId: string, scopes?: TokenScope[]): Promise<Who> {
	const [found] = await db
		.select({
			personId: person.id,
			name: person.name,
			unitId: unit.id,
			unitName: unit.name,
			unitPath: unit.path,
			roles: person.roles
		})
		.from(person)
		.innerJoin(unit, eq(unit.id, person.unitId))
		.where(eq(person.id, personId));
	if (!found) throw new Error(`No person ${personId} in this test's database`);
	const via: Who['via'] = scopes
		? { kind: 'token', tokenId: randomUUID(), scopes }
		: { kind: 'session', sessionId: randomUUID() };
	return { ...found, via };
}
