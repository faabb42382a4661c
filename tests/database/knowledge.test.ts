import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SheetSaving } from '#lib/features/knowledge/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
const at = (unitId: string, ...roles: Role[]) => testPerson(db, { unitId, roles });
const knowledgeOf = (who: Who) => callerFor({ db, who }).knowledge;
let planner: Who;
let expert: Who;
let county: Who;
let elsewhere: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	planner = await at(JILIN_CITY, 'planner');
	expert = await at(JILIN, 'expert');
	county = await at(YONGJI, 'dutyOfficer');
	elsewhere = await at(DUNHUA, 'reporter');
});

const given = (changes: Partial<SheetSaving> = {}): SheetSaving => ({
	actId: uuidv7(),
	id: uuidv7(),
	basedOn: 0,
	ownerUnitId: JILIN_CITY,
	kind: 'substance',
	title: '三甲基一氯硅烷',
	classCodes: ['12D'],
	source: '企业安全技术说明书',
	body: '遇水放出氯化氢。\n不得直接用水冲。',
	...changes
});
const linesOf = (id: string) =>
	db
		.select()
		.from(journal)
		.where(eq(journal.subject, `knowledge:${id}`))
		.orderBy(journal.seq);

describe('who may not', () => {
	test('[KN1] desks, reporters, leaders and administrators write nothing, and nothing comes of it', async () => {
		const { id } = await knowledgeOf(planner).save(given());
		const others: Role[] = [
			'dutyOfficer',
			'dutyLeader',
			'reporter',
			'liaison',
			'screen',
			'systemAdmin'
		];
		for (const role of others) {
			const who = await at(JILIN_CITY, role);
			const refused = knowledgeOf(who).save(given());
			await expect(refused, role).rejects.toMatchObject({ code: 'FORBIDDEN' });
			const withdrawn = knowledgeOf(who).withdraw({ actId: uuidv7(), id, reason: '试试' });
			await expect(withdrawn, role).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		expect((await linesOf(id)).map(({ type }) => type)).toEqual(['knowledge.saved']);
	});

	test('[KN1] a planner writes neither for the unit above nor for the neighbour', async () => {
		for (const ownerUnitId of [JILIN, YANBIAN]) {
			await expect(knowledgeOf(planner).save(given({ ownerUnitId }))).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});

	test('[KN1] a wall and an administrator read none', async () => {
		for (const role of ['screen', 'auditAdmin'] as const) {
			const reads = knowledgeOf(await at(JILIN_CITY, role)).search({});
			await expect(reads).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[KN2] the other city’s county finds and opens nothing of it', async () => {
		const { id } = await knowledgeOf(planner).save(given({ title: '只给吉林市的条目' }));
		expect((await knowledgeOf(elsewhere).search({ text: '只给吉林' })).sheets).toEqual([]);
		await expect(knowledgeOf(elsewhere).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

test('[KN2] the province’s sheet is read by a county, and the city’s by the province', async () => {
	const above = await knowledgeOf(expert).save(given({ ownerUnitId: JILIN, title: '省里的条目' }));
	const below = await knowledgeOf(planner).save(given({ title: '市里的条目' }));
	expect((await knowledgeOf(county).get({ id: above.id })).title).toBe('省里的条目');
	expect((await knowledgeOf(expert).get({ id: below.id })).body).toContain('氯化氢');
});

test('[KN3] without a title, a source or a text it is refused, each beside its field', async () => {
	const refused = knowledgeOf(planner).save(given({ title: ' ', source: '', body: '' }));
	await expect(refused).rejects.toMatchObject({
		code: 'BAD_REQUEST',
		cause: { issues: ['title', 'source', 'body'].map((field) => ({ path: [field] })) }
	});
});

test('[KN4] two characters of the text find it, with where they stand; every word must be there', async () => {
	const word = '蓟鹕';
	const { id } = await knowledgeOf(planner).save(
		given({ body: `第一段。\n桶里是${word}，遇水冒烟。` })
	);
	const { sheets } = await knowledgeOf(county).search({ text: word });
	expect(sheets.map((sheet) => [sheet.id, sheet.snippet])).toEqual([
		[id, { before: '桶里是', hit: word, after: '，遇水冒烟。' }]
	]);
	expect((await knowledgeOf(county).search({ text: `${word} 冒烟` })).sheets).toHaveLength(1);
	expect((await knowledgeOf(county).search({ text: `${word} 没有` })).sheets).toEqual([]);
	expect((await knowledgeOf(county).search({ text: word, kind: 'lesson' })).sheets).toEqual([]);
});

test('[KN5] who saves over what he did not see is refused; each saving keeps what stood before', async () => {
	const first = given({ title: '同改一条' });
	await knowledgeOf(planner).save(first);
	const second = { ...first, actId: uuidv7(), basedOn: 1, body: '改后的正文。' };
	expect(await knowledgeOf(expert).save(second)).toMatchObject({
		version: 2,
		savedByName: expert.name
	});
	const late = knowledgeOf(planner).save({ ...first, actId: uuidv7(), basedOn: 1 });
	await expect(late).rejects.toMatchObject({
		code: 'CONFLICT',
		message: expect.stringContaining(expert.name) as string
	});
	const [, line, ...more] = await linesOf(first.id);
	expect(more).toEqual([]);
	expect(line?.payload).toMatchObject({
		before: { title: '同改一条', body: first.body },
		after: { body: '改后的正文。' }
	});
});

test('[KN5] the same act sent twice is one version and one line', async () => {
	const input = given();
	const [one, other] = await Promise.all([
		knowledgeOf(planner).save(input),
		knowledgeOf(planner).save(input)
	]);
	expect([one.version, other.version]).toEqual([1, 1]);
	expect(await linesOf(input.id)).toHaveLength(1);
});

test('[KN6] what is withdrawn leaves the list, keeps its page with the reason, and is changed no more', async () => {
	const input = given({ title: '旧规定条目' });
	const { id } = await knowledgeOf(planner).save(input);
	await knowledgeOf(planner).withdraw({ actId: uuidv7(), id, reason: '文件已废止' });
	expect((await knowledgeOf(county).search({ text: '旧规定' })).sheets).toEqual([]);
	expect((await knowledgeOf(county).get({ id })).withdrawnReason).toBe('文件已废止');
	const again = knowledgeOf(planner).save({ ...input, actId: uuidv7(), basedOn: 2 });
	await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('[KN7] asked by the class of an incident, only what is about it comes', async () => {
	const mark = `分类${uuidv7().slice(-6)}`;
	const about = async (title: string, classCodes: string[]) =>
		(await knowledgeOf(planner).save(given({ title: `${mark}${title}`, classCodes }))).id;
	const [flood, river] = [await about('洪涝', ['11A']), await about('洪水', ['11A01'])];
	await about('地震', ['11C']);
	const ids = (await knowledgeOf(county).search({ text: mark, classCode: '11A01' })).sheets.map(
		({ id }) => id
	);
	expect(ids.sort()).toEqual([flood, river].sort());
});
