import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerImport } from '#lib/features/resource/door.server.ts';
import type { ImportPreview, ResourceEdit } from '#lib/features/resource/schema.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN_CITY, JILIN, seedSmallTree, testPerson, YONGJI } from '../support/person.ts';
import { resourcesOf } from './resource-support.ts';

const db = await testDatabase();
let county: Who;
let city: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	county = await testPerson(db, { unitId: YONGJI, roles: ['dutyOfficer'] });
	city = await testPerson(db, { unitId: JILIN_CITY, roles: ['planner'] });
});
beforeEach(() => db.delete(resource).then(() => {}));

const HEAD = '类别,类型,名称,所属单位,经度,纬度,数量,计量单位,电话';
const row = (name: string, more = '') =>
	`物资,救灾帐篷,${name},永吉县,126.5,43.66,20,顶,0432-0123456${more}`;
const file = (...lines: string[]) => new TextEncoder().encode([HEAD, ...lines].join('\r\n'));

async function sent(who: Who | null, query: Record<string, string>, body: Uint8Array) {
	const url = `http://localhost/api/resources/import?${new URLSearchParams(query).toString()}`;
	const request = new Request(url, { method: 'POST', body: new Blob([Buffer.from(body)]) });
	const response = await answerImport({ db, who, request });
	return { status: response.status, body: (await response.json()) as unknown };
}
async function preview(who: Who, body: Uint8Array): Promise<ImportPreview> {
	const answer = await sent(who, { act: 'preview' }, body);
	expect(answer.status).toBe(200);
	return answer.body as ImportPreview;
}
const commit = (who: Who | null, body: Uint8Array, digest: string, actId = uuidv7()) =>
	sent(who, { act: 'commit', actId, digest, fileName: '物资.csv' }, body);
const count = async () => (await db.select().from(resource)).length;

describe('who may not', () => {
	test('[RS2] nobody without a session, no reporter, no administrator', async () => {
		expect((await sent(null, { act: 'preview' }, file(row('甲乙')))).status).toBe(401);
		for (const role of ['reporter', 'systemAdmin', 'screen'] as const) {
			const who = await testPerson(db, { unitId: YONGJI, roles: [role] });
			expect((await sent(who, { act: 'preview' }, file(row('甲乙')))).status).toBe(403);
			expect((await commit(who, file(row('甲乙')), '0'.repeat(64))).status).toBe(403);
		}
		expect(await count()).toBe(0);
	});

	test('[RS2] rows of a unit that is not one’s own are wrong, one by one', async () => {
		const body = file(row('自己的'), row('别人的').replace('永吉县', DUNHUA));
		const { problems, problemCount } = await preview(county, body);
		expect(problemCount).toBe(1);
		expect(problems).toMatchObject([{ line: 3, column: '所属单位' }]);
	});
});

describe('[RS7] looking at a file', () => {
	test('every wrong cell is told with its line and column, and nothing is written', async () => {
		const found = await preview(
			county,
			file(
				row('好的一'),
				'物资,医院,错类型,永吉县,126.5,43.66,,,',
				'什么,救灾帐篷,错类别,永吉县,126.5,43.66,,,',
				'"物资",救灾帐篷,"名称里有\r\n换行",永吉县,abc,,20,,电话',
				row('好的一'),
				'物资,救灾帐篷,好的二,火星县,43.66,126.5,-1,顶,'
			)
		);
		expect(found.problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
			'3 类型',
			'4 类别',
			'5 经度',
			'5 纬度',
			'5 电话',
			'7 名称',
			'8 所属单位',
			'8 纬度',
			'8 数量'
		]);
		expect(found).toMatchObject({ count: 6, problemCount: 9 });
		expect(found.problems.every(({ sentence }) => /[。.]$/.test(sentence))).toBe(true);
		expect(await count()).toBe(0);
	});

	test.each([
		['no rows', new TextEncoder().encode(HEAD)],
		['nothing', new Uint8Array()],
		['a quote that never ends', file(row('甲乙'), '物资,"救灾')],
		['a column too few', new TextEncoder().encode(`类别,名称\n物资,甲乙`)],
		['a row with more cells than headings', file(row('甲乙', ',多,了'))]
	])('%s: told, not guessed', async (_, body) => {
		expect((await preview(county, body)).problemCount).toBeGreaterThan(0);
	});

	test('what is no text at all, and what is larger than 5 MB, is refused', async () => {
		const noText = new Uint8Array([0xff, 0xfe, 0xff, 0xff, 0x80]);
		expect((await sent(county, { act: 'preview' }, noText)).status).toBe(422);
		const large = new Uint8Array(5 * 1024 * 1024 + 1).fill(65);
		expect((await sent(county, { act: 'preview' }, large)).status).toBe(413);
	});

	test('more than 5,000 rows are refused', async () => {
		const rows = Array.from({ length: 5001 }, (_, i) => row(`帐篷${i}`));
		expect((await preview(county, file(...rows))).problems).toMatchObject([{ line: 1 }]);
	});

	test('GB18030 and English headings are read', async () => {
		const gbk = Buffer.from('wOCx8CzA4NDNLMP7s8Ysy/nK9LWlzrssvq22yCzOs7bIDQo=', 'base64');
		const head = new TextDecoder('gb18030').decode(gbk).trim();
		expect(head).toBe('类别,类型,名称,所属单位,经度,纬度');
		// 物资,43C06,帐篷甲,220221,126.5,43.66
		const body = Buffer.concat([
			gbk,
			Buffer.from([0xce, 0xef, 0xd7, 0xca]),
			Buffer.from(',43C06,'),
			Buffer.from([0xd5, 0xca, 0xc5, 0xf1, 0xbc, 0xd7]),
			Buffer.from(',220221,126.5,43.66\r\n')
		]);
		expect(await preview(county, body)).toMatchObject({
			encoding: 'gb18030',
			added: 1,
			problemCount: 0
		});
		const english = new TextEncoder().encode(
			'Category,Type,Name,Owner,Longitude,Latitude,Colour\nsupply,Tents,Tents A,220221,126.5,43.66,red'
		);
		expect(await preview(county, english)).toMatchObject({
			added: 1,
			problemCount: 0,
			ignored: ['Colour']
		});
	});
});

describe('[RS8] importing', () => {
	test('one bad row of a thousand: none is written', async () => {
		const rows = Array.from({ length: 1000 }, (_, i) => row(`帐篷${i}`));
		rows[700] = row('帐篷700').replace('126.5', '26.5');
		const body = file(...rows);
		const { digest, problemCount, problems } = await preview(county, body);
		expect(problemCount).toBe(1);
		expect(problems).toMatchObject([{ line: 702, column: '经度' }]);
		expect((await commit(county, body, digest)).status).toBe(422);
		expect(await count()).toBe(0);
	});

	test('a thousand good rows: one act, one line, seen where they stand; sent twice it is done once', async () => {
		const body = file(...Array.from({ length: 1000 }, (_, i) => row(`帐篷${i}`)));
		const { digest, added } = await preview(county, body);
		expect(added).toBe(1000);
		const actId = uuidv7();
		const counts = { added: 1000, updated: 0, unchanged: 0 };
		expect(await commit(county, body, digest, actId)).toMatchObject({ status: 200, body: counts });
		expect(await commit(county, body, digest, actId)).toMatchObject({ status: 200, body: counts });
		expect(await count()).toBe(1000);
		const lines = await db.select().from(journal).where(eq(journal.id, actId));
		expect(lines).toMatchObject([{ type: 'resource.imported', payload: counts }]);
		expect(lines[0]?.scope.toSorted()).toEqual([JILIN, JILIN_CITY, YONGJI]);
		// [JO7] Not by another person, and not with another file.
		expect((await commit(city, body, digest, actId)).status).toBe(409);
		expect((await commit(county, file(row('另一顶')), digest, actId)).status).toBe(409);
		expect(await count()).toBe(1000);
	});

	test('what is there already is told as an update with its fields, and updated', async () => {
		const first = file(row('帐篷甲'), row('帐篷乙'));
		await commit(county, first, (await preview(county, first)).digest);
		const second = file(row('帐篷甲').replace(',20,', ',35,'), row('帐篷乙'), row('帐篷丙'));
		const told = await preview(city, second);
		expect(told).toMatchObject({ added: 1, updated: 1, unchanged: 1 });
		expect(told.updates).toMatchObject([{ line: 2, name: '帐篷甲', fields: ['quantity'] }]);
		expect((await commit(city, second, told.digest)).status).toBe(200);
		const rows = await db.execute(
			sql`select name, quantity, version from resource order by version desc, name`
		);
		expect(rows[0]).toEqual({ name: '帐篷甲', quantity: 35, version: 2 });
		expect(rows).toHaveLength(3);
	});

	test('another file than the one looked at, or a table changed since, is refused whole', async () => {
		const first = file(row('帐篷甲'));
		const { digest } = await preview(county, first);
		expect((await commit(county, file(row('帐篷乙')), digest)).status).toBe(409);
		await commit(county, first, digest);

		const second = file(row('帐篷甲').replace(',20,', ',35,'), row('帐篷乙'));
		const told = await preview(county, second);
		const [card] = (await resourcesOf(db, city).list({ text: '帐篷甲' })).resources;
		await resourcesOf(db, city).edit({ ...card, actId: uuidv7(), quantity: 7 } as ResourceEdit);
		expect((await commit(county, second, told.digest)).status).toBe(409);
		expect(await count()).toBe(1);
	});

	test('two imports of the same at one moment: one writes, the other is told', async () => {
		const body = file(row('帐篷甲'), row('帐篷乙'));
		const { digest } = await preview(county, body);
		const both = await Promise.all([commit(county, body, digest), commit(city, body, digest)]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(await count()).toBe(2);
	});

	test('what is exported changes nothing when it is imported again, formulas and outlines too', async () => {
		const edit = (changes: Partial<ResourceEdit>) =>
			resourcesOf(db, county).edit({
				...{ actId: uuidv7(), id: uuidv7(), version: 0, kind: 'hazard', code: '29000' },
				...{ name: '杏山水库', unitId: YONGJI, at: { lon: 126.4012345678, lat: 43.64 } },
				...{ shape: null, address: '', contact: '', phone: '+86 432 0123456', quantity: null },
				...{ measure: '', capacity: null, state: 'committed', note: '', validUntil: '2027-05-01' },
				...changes
			});
		await edit({
			shape: {
				type: 'Polygon',
				coordinates: [
					[
						[126.4, 43.6],
						[126.41, 43.6],
						[126.41, 43.61],
						[126.4, 43.6]
					]
				]
			}
		});
		await edit({ name: '=HYPERLINK("http://x")', note: '\'=1+1，含"引号"\n第二行' });
		const text = await resourcesOf(db, county).export({});
		expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
		expect(await preview(county, new TextEncoder().encode(text))).toMatchObject({
			count: 2,
			unchanged: 2,
			added: 0,
			updated: 0,
			problems: []
		});
	});
});
