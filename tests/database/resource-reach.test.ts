import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach, ReachRing } from '#lib/features/resource/schema.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { distanceKm, type LonLat, type Shape } from '#lib/geo.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN, seedSmallTree, testPerson, YANBIAN, YONGJI } from '../support/person.ts';
import { resourceRow, resourcesOf } from './resource-support.ts';

const db = await testDatabase();
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
