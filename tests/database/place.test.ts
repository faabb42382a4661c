import { beforeAll, describe, expect, test } from 'vitest';
import { callerFor } from '#lib/features/list.server.ts';
import { place } from '#lib/features/place/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN, seedSmallTree, testPerson, YONGJI } from '../support/person.ts';

const db = await testDatabase();
let yongji: Who;
let dunhua: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	yongji = await testPerson(db, { unitId: YONGJI, roles: ['reporter'] });
	dunhua = await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] });
	const row = (name: string, unitId: string, lon: number, lat: number) => ({
		...{ id: `${unitId}-${name}`, name, kind: 'township' as const, unitId },
		...{ at: { lon, lat }, source: '测试' }
	});
	await db
		.insert(place)
		.values([
			row('口前镇', YONGJI, 126.498, 43.673),
			row('Kouqian Town', YONGJI, 126.498, 43.673),
			row('双河镇', YONGJI, 126.22, 43.45),
			row('大双河镇', DUNHUA, 128.2, 43.4),
			row('双河镇', DUNHUA, 128.9, 44.2)
		]);
});

const doors = (who: Who) => callerFor({ db, who }).place;
const found = async (who: Who, text: string, near?: string) =>
	(await doors(who).search({ text, ...(near === undefined ? {} : { near }) })).map(
		({ name, unitName }) => `${name} ${unitName ?? ''}`
	);

test('nobody who is not signed in looks for places', async () => {
	await expect(callerFor({ db, who: null }).place.search({ text: '口前' })).rejects.toMatchObject({
		code: 'UNAUTHORIZED'
	});
});

describe('search', () => {
	test('[PL1] two characters are enough, one is refused', async () => {
		expect(await found(yongji, '口前')).toEqual(['口前镇 永吉县']);
		await expect(doors(yongji).search({ text: '口' })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});

	test('[PL1] English names are found, whatever the case; units too, agencies not', async () => {
		expect(await found(dunhua, 'kouQ')).toEqual(['Kouqian Town Yongji']);
		expect(await found(dunhua, '永吉')).toEqual(['永吉县 吉林市']);
	});

	test('[PL1] signs that mean something to a database mean nothing here', async () => {
		expect(await found(yongji, '%%')).toEqual([]);
		expect(await found(yongji, "' or")).toEqual([]);
	});

	test('[PL2] what is one’s own comes first, then exact names, then what is near', async () => {
		expect(await found(yongji, '双河')).toEqual([
			'双河镇 永吉县',
			'大双河镇 敦化市',
			'双河镇 敦化市'
		]);
		expect(await found(dunhua, '双河镇')).toEqual([
			'双河镇 敦化市',
			'大双河镇 敦化市',
			'双河镇 永吉县'
		]);
		expect(await found(yongji, '双河镇', DUNHUA)).toEqual(await found(dunhua, '双河镇'));
	});
});

describe('a point', () => {
	test('[PL3][PL4] tells its county, its full name and the place next to it', async () => {
		expect(await doors(dunhua).at({ lon: 126.51, lat: 43.68 })).toEqual({
			unitId: YONGJI,
			unitName: '永吉县',
			unitNameEn: 'Yongji',
			fullName: '吉林省吉林市永吉县',
			nearest: { name: '口前镇', distanceKm: expect.closeTo(1.2, 0) as number }
		});
	});

	test('[PL3] in no county belongs to the smallest unit around it, with no name near', async () => {
		expect(await doors(yongji).at({ lon: 123, lat: 45 })).toMatchObject({
			unitId: JILIN,
			nearest: null
		});
	});

	test('[PL3] outside the province is refused in words; off the globe is not a point', async () => {
		const refused = doors(yongji).at({ lon: 116.4, lat: 39.9 });
		await expect(refused).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			message: expect.stringMatching(/坐标|point/) as string
		});
		await expect(doors(yongji).at({ lon: 200, lat: 0 })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});
});
