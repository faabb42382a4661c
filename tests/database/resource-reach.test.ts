import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach, ReachRing } from '#lib/features/resource/schema.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { distanceKm, type LonLat, type Shape } from '#lib/geo.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN, seedSmallTree, testPerson, YANBIAN, YONGJI } from '../support/person.ts';
import { filed, incidentsOf, incidentWorld, opened } from './incident-support.ts';
import { resourceRow, resourcesOf } from './resource-support.ts';

const db = await testDatabase();
const own = await testDatabase();
const KOUQIAN: LonLat = { lon: 126.5, lat: 43.66 };
const point = ({ lon, lat }: LonLat): Shape => ({ type: 'Point', coordinates: [lon, lat] });

beforeAll(() => seedSmallTree(db));

const namesOf = ({ groups }: ReachRing) =>
	groups.flatMap(({ nearest }) => nearest.map(({ name }) => name));
const byRing = ({ rings }: Reach) =>
	Object.fromEntries(rings.map((ring) => [ring.km, namesOf(ring)]));

describe('who may not', () => {
	test('[RS1] an administrator asks for nothing in reach', async () => {
		for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			await expect(resourcesOf(db, who).reach({ shape: point(KOUQIAN) })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});
});

describe('distances', () => {
	const north = (km: number): LonLat => ({ lon: KOUQIAN.lon, lat: KOUQIAN.lat + km / 111.1 });
	const names = ['零', '四', '六', '九', '十一', '二十九', '三十一'];
	const kms = [0, 4, 6, 9, 11, 29, 31];

	beforeAll(async () => {
		await db
			.insert(resource)
			.values(names.map((name, i) => resourceRow({ name, at: north(kms[i] ?? 0) })));
	});

	test('[RS5] around a point each stands in the smallest ring that holds it', async () => {
		const who = await testPerson(db, { unitId: YONGJI, roles: ['dutyOfficer'] });
		const found = await resourcesOf(db, who).reach({ shape: point(KOUQIAN) });
		expect(byRing(found)).toEqual({
			0: ['零'],
			5: ['四'],
			10: ['六', '九'],
			30: ['十一', '二十九']
		});
		for (const { groups } of found.rings) {
			for (const { at, distanceKm: km } of groups.flatMap(({ nearest }) => nearest)) {
				expect(Math.abs(km - distanceKm(KOUQIAN, at))).toBeLessThan(0.005 * km + 0.001);
			}
		}
	});
});

/** Points every few metres along the corners: what is nearest of them is nearest of the line. */
function alongLine(corners: readonly [number, number][]): LonLat[] {
	return corners.slice(1).flatMap(([lon, lat], i) => {
		const [lon0 = 0, lat0 = 0] = corners[i] ?? [];
		return Array.from({ length: 2001 }, (_, n) => ({
			lon: lon0 + ((lon - lon0) * n) / 2000,
			lat: lat0 + ((lat - lat0) * n) / 2000
		}));
	});
}

describe('[RS5] around a line and an area', () => {
	const corners: [number, number][] = [
		[126.0, 43.4],
		[126.1, 43.45],
		[126.1, 43.55],
		[126.0, 43.4]
	];
	const grid = Array.from({ length: 120 }, (_, i): LonLat => ({
		lon: 125.7 + (i % 12) * 0.06,
		lat: 43.2 + Math.floor(i / 12) * 0.05
	}));

	beforeAll(async () => {
		const hospital = { kind: 'hospital', code: '46A01', capacity: 10 } as const;
		await db
			.insert(resource)
			.values(grid.map((at, i) => resourceRow({ ...hospital, name: `格${i}`, at })));
	});

	/** A ray to the east crosses the edge an odd number of times. */
	function isInside({ lon, lat }: LonLat): boolean {
		const crossings = corners.slice(1).filter(([x, y], i) => {
			const [x0 = 0, y0 = 0] = corners[i] ?? [];
			return y0 > lat !== y > lat && lon < ((x - x0) * (lat - y0)) / (y - y0) + x0;
		});
		return crossings.length % 2 === 1;
	}

	test.each([
		['line', { type: 'LineString', coordinates: corners.slice(0, 3) }],
		['area', { type: 'Polygon', coordinates: [corners] }]
	] satisfies [string, Shape][])(
		'%s: every distance is as computed otherwise',
		async (_, shape) => {
			const who = await testPerson(db, { unitId: YONGJI, roles: ['planner'] });
			const edge = alongLine(shape.type === 'Polygon' ? corners : corners.slice(0, 3));
			const found = await resourcesOf(db, who).reach({ shape, kinds: ['hospital'], nearest: 50 });
			const expected = grid.map((at) =>
				shape.type === 'Polygon' && isInside(at)
					? 0
					: Math.min(...edge.map((one) => distanceKm(one, at)))
			);
			const named = found.rings.flatMap(({ groups }) => groups.flatMap(({ nearest }) => nearest));
			expect(named.length).toBeGreaterThan(20);
			for (const { name, distanceKm: told } of named) {
				const other = expected[Number(name.slice(1))] ?? NaN;
				expect(Math.abs(told - other), name).toBeLessThan(0.006 * other + 0.01);
			}
			const all = found.rings.flatMap(({ groups }) => groups.map(({ count }) => count));
			expect(all.reduce((sum, count) => sum + count, 0)).toBe(
				expected.filter((km) => km <= 30).length
			);
		}
	);

	test('only the nearest are named, and the totals count all', async () => {
		const who = await testPerson(db, { unitId: YONGJI, roles: ['planner'] });
		const shape: Shape = { type: 'Polygon', coordinates: [corners] };
		const found = await resourcesOf(db, who).reach({ shape, kinds: ['hospital'], nearest: 2 });
		const [group] = found.rings.at(-1)?.groups ?? [];
		expect(group?.nearest).toHaveLength(2);
		expect(group?.count).toBeGreaterThan(20);
		expect(group?.capacity).toBe((group?.count ?? 0) * 10);
		const kms = group?.nearest.map(({ distanceKm: km }) => km) ?? [];
		expect(kms).toEqual(kms.toSorted((a, b) => a - b));
	});

	test('what is away, out of order or past its last day counts, and not as available', async () => {
		const at = { lon: 126.65, lat: 43.35 };
		const rows = [
			{ name: '在', state: 'available' },
			{ name: '出', state: 'committed' },
			{ name: '坏', state: 'outOfService' },
			{ name: '旧', state: 'available', validUntil: '2020-01-01' }
		] as const;
		await db
			.insert(resource)
			.values(rows.map((row) => resourceRow({ ...row, kind: 'team', code: '42E99', at })));
		const who = await testPerson(db, { unitId: YONGJI, roles: ['planner'] });
		const { rings } = await resourcesOf(db, who).reach({ shape: point(at), kinds: ['team'] });
		expect(rings[0]?.groups).toMatchObject([{ count: 4, available: 1 }]);
	});
});

test('[RS3] on one’s own ground everything is in reach, elsewhere what one sees anyway', async () => {
	const at = { lon: 128.2, lat: 43.4 };
	await db.insert(resource).values(
		resourceRow({
			name: '敦化队',
			kind: 'team',
			at,
			unitId: DUNHUA,
			placeUnitId: DUNHUA,
			scope: [DUNHUA, YANBIAN, JILIN]
		})
	);
	const ask = async (unitId: string) => {
		const who = await testPerson(db, { unitId, roles: ['dutyOfficer'] });
		const found = await resourcesOf(db, who).reach({ shape: point(at) });
		return { names: found.rings.flatMap(namesOf), whole: found.wholeReach };
	};
	expect(await ask(DUNHUA)).toEqual({ names: ['敦化队'], whole: true });
	expect(await ask(JILIN)).toEqual({ names: ['敦化队'], whole: true });
	expect(await ask(YONGJI)).toEqual({ names: [], whole: false });
});

test('[RS3] of a shape that only touches one’s ground, everything around the part on it, and no more', async () => {
	const foreign = { unitId: DUNHUA, placeUnitId: DUNHUA, scope: [DUNHUA, YANBIAN, JILIN] };
	const supply = { kind: 'supply', code: '43A99', ...foreign } as const;
	await db.insert(resource).values([
		// 永吉 ends at 126.7° E; the rings reach 30 km.
		resourceRow({ ...supply, name: '界内', at: { lon: 126.6, lat: 43.5 } }),
		resourceRow({ ...supply, name: '界外十六公里', at: { lon: 126.9, lat: 43.5 } }),
		resourceRow({ ...supply, name: '敦化仓库', at: { lon: 128.2, lat: 43.5 } })
	]);
	const box = (west: number, east: number): Shape => ({
		type: 'Polygon',
		coordinates: [
			[
				[west, 43.4],
				[east, 43.4],
				[east, 43.6],
				[west, 43.6],
				[west, 43.4]
			]
		]
	});
	const ask = async (unitId: string, shape: Shape) => {
		const who = await testPerson(db, { unitId, roles: ['reporter'] });
		const found = await resourcesOf(db, who).reach({ shape, kinds: ['supply'] });
		return { names: found.rings.flatMap(namesOf).toSorted(), whole: found.wholeReach };
	};
	expect(await ask(YONGJI, box(126.5, 129))).toEqual({
		names: ['界内', '界外十六公里'].toSorted(),
		whole: false
	});
	expect(await ask(YONGJI, box(126.3, 126.65))).toMatchObject({ whole: true });
	expect(await ask(YONGJI, box(128, 128.5))).toEqual({ names: [], whole: false });
	expect((await ask(JILIN, box(126.5, 129))).names).toHaveLength(3);
	const crossing: Shape = {
		type: 'Polygon',
		coordinates: [
			[
				[126.6, 43.4],
				[129, 43.6],
				[129, 43.4],
				[126.6, 43.6],
				[126.6, 43.4]
			]
		]
	};
	expect((await ask(YONGJI, crossing)).names).toContain('界外十六公里');
});

test('[RS3] what is around an incident is for those who see the incident', async () => {
	const world = await incidentWorld(own);
	const { id } = await filed(own, world.yongji);
	const incidentId = await opened(own, world.city, id);
	await own.insert(resource).values(resourceRow({ name: '口前小学', at: KOUQIAN }));
	await expect(incidentsOf(own, world.dunhua).reach({ id: incidentId })).rejects.toMatchObject({
		code: 'NOT_FOUND'
	});
	await expect(incidentsOf(own, world.auditor).reach({ id: incidentId })).rejects.toMatchObject({
		code: 'FORBIDDEN'
	});
	const found = await incidentsOf(own, world.city).reach({ id: incidentId });
	expect(found.rings.flatMap(namesOf)).toEqual(['口前小学']);
	expect(found.rings.map(({ outline }) => outline?.type ?? null)).toEqual([
		null,
		'Polygon',
		'Polygon',
		'Polygon'
	]);
});
