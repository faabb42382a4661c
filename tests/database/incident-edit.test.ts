import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clock } from '#lib/features/clock/tables.server.ts';
import { levelThreshold } from '#lib/features/event-class/tables.server.ts';
import { incident } from '#lib/features/incident/tables.server.ts';
import { openDb } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN_CITY, whoOf } from '../support/person.ts';
import {
	figure,
	filed,
	incidentsOf,
	incidentWorld,
	KOUQIAN,
	opened,
	type World
} from './incident-support.ts';

const db = await testDatabase();
let world: World;
let id: string;
let reportId: string;
beforeAll(async () => {
	world = await incidentWorld(db);
	await db.insert(levelThreshold).values({
		id: uuidv7(),
		key: 'dead-3',
		classPrefix: '1',
		exceptPrefixes: [],
		measure: 'dead',
		atLeast: 3,
		level: 3,
		sourceDocument: '测试阈值'
	});
});
beforeEach(async () => {
	const card = await filed(db, world.yongji, { body: { figures: { dead: figure(4) } } });
	reportId = card.id;
	id = await opened(db, world.city, card.id);
});

const as = (who: Who | null) => incidentsOf(db, who);
const act = () => ({ actId: uuidv7(), id });
const versionOf = async () => (await as(world.city).get({ id })).card.version;
const lineOf = async (actId: string) =>
	(await db.select().from(journal).where(eq(journal.id, actId)))[0];
const openClocks = () =>
	db
		.select()
		.from(clock)
		.where(
			and(eq(clock.incidentId, id), eq(clock.fromUnitId, JILIN_CITY), isNull(clock.stoppedAt))
		);

type Door = (who: Who | null) => Promise<unknown>;
const doors: [string, Door][] = [
	['edit', (who) => as(who).edit({ ...act(), version: 1, title: '改过的标题' })],
	[
		'grade',
		(who) =>
			as(who).grade({ ...act(), which: 'incidentLevel', seen: null, level: 2, reason: '死亡四人' })
	],
	['close', (who) => as(who).close({ ...act() })],
	['reopen', (who) => as(who).reopen({ ...act() })],
	['note', (who) => as(who).note({ ...act(), text: '已电话核实' })],
	['merge', (who) => as(who).merge({ ...act(), intoId: uuidv7() })],
	['unmerge', (who) => as(who).unmerge({ ...act() })]
];

describe.each(doors)('who may not %s an incident', (_name, call) => {
	test('[IN1] nobody who is not signed in', async () => {
		await expect(call(null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	});

	test('[IN1] no reporter and no administrator', async () => {
		for (const who of [world.yongji, world.auditor]) {
			await expect(call(who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[IN1] no token without the scope "incident"', async () => {
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(call(token)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[IN1] no desk that cannot see it', async () => {
		await expect(call(world.yanbian)).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

test('[IN1] a desk below that sees the incident but took no part may not change it', async () => {
	await as(world.city).edit({
		...act(),
		version: await versionOf(),
		shape: { type: 'Point', coordinates: [128.2, 43.4] }
	});
	await expect(
		as(world.dunhuaDesk).edit({ ...act(), version: 1, title: '改过的标题' })
	).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('[IN1] a desk that accepted one of its reports may, though a higher desk opened it', async () => {
	const card = await filed(db, world.yongji);
	const higher = await opened(db, world.province, card.id);
	await as(world.city).accept({
		actId: uuidv7(),
		reportId: card.id,
		incidentId: higher,
		open: null
	});
	const edited = await as(world.city).edit({
		actId: uuidv7(),
		id: higher,
		version: 9,
		title: '县城进水'
	});
	expect(edited.title).toBe('县城进水');
});

describe('editing', () => {
	test('[IN7] the journal line says what it was and what it is', async () => {
		const edit = { ...act(), version: await versionOf(), title: '口前镇山洪', sensitive: true };
		await as(world.city).edit(edit);
		expect(await lineOf(edit.actId)).toMatchObject({
			type: 'incident.edited',
			payload: {
				card: { title: '口前镇山洪' },
				changes: {
					title: { from: '永吉县口前镇洪水', to: '口前镇山洪' },
					sensitive: { from: false, to: true }
				}
			}
		});
	});

	test('[IN7] two people who edit different fields at once both succeed', async () => {
		const secondDb = openDb(db.url);
		const version = await versionOf();
		await Promise.all([
			as(world.city).edit({ ...act(), version, title: '口前镇山洪' }),
			incidentsOf(secondDb, world.province).edit({ ...act(), version, placeText: '口前镇下达村' })
		]);
		await secondDb.end();
		const { card } = await as(world.city).get({ id });
		expect(card).toMatchObject({ title: '口前镇山洪', placeText: '口前镇下达村' });
	});

	test('[IN7] the same field from an old version is refused with both values beside it', async () => {
		const secondDb = openDb(db.url);
		const version = await versionOf();
		const results = await Promise.allSettled([
			as(world.city).edit({ ...act(), version, title: '甲标题' }),
			incidentsOf(secondDb, world.cityLeader).edit({ ...act(), version, title: '乙标题' })
		]);
		await secondDb.end();
		const refused = results.filter((result) => result.status === 'rejected');
		expect(refused).toHaveLength(1);
		const error = refused[0]?.reason as { code: string; cause: { fields: Record<string, string> } };
		expect(error.code).toBe('CONFLICT');
		expect(error.cause.fields.title).toContain('甲标题');
		expect(error.cause.fields.title).toContain('乙标题');
	});

	test('[IN7] saving what stands there already changes nothing', async () => {
		const version = await versionOf();
		const edit = { ...act(), version, title: '永吉县口前镇洪水' };
		await as(world.city).edit(edit);
		expect(await lineOf(edit.actId)).toBeUndefined();
		expect(await versionOf()).toBe(version);
	});

	test('[IN7] the same act again changes nothing, though somebody else edited meanwhile', async () => {
		const edit = { ...act(), version: await versionOf(), title: '甲标题' };
		await as(world.city).edit(edit);
		await as(world.city).edit({ ...act(), version: await versionOf(), title: '乙标题' });
		expect((await as(world.city).edit(edit)).title).toBe('乙标题');
	});

	test('[IN7] an unknown class and a time in the future are refused beside their fields', async () => {
		await expect(
			as(world.city).edit({
				...act(),
				version: 1,
				classCode: '19Z99',
				occurredAt: new Date(Date.now() + 3_600_000).toISOString()
			})
		).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			cause: {
				fields: {
					classCode: expect.any(String) as string,
					occurredAt: expect.any(String) as string
				}
			}
		});
	});
});

describe('the shape', () => {
	const area = (...corners: [number, number][]) => ({
		type: 'Polygon' as const,
		coordinates: [corners]
	});
	const reshape = async (shape: Parameters<ReturnType<typeof as>['edit']>[0]['shape']) =>
		as(world.city).edit({ ...act(), version: await versionOf(), shape });

	test('[IN9] an area stands on a point inside it, in the unit where that lies', async () => {
		const card = await reshape(
			area([128, 43.3], [128.4, 43.3], [128.4, 43.5], [128, 43.5], [128, 43.3])
		);
		expect(card.placeUnitId).toBe(DUNHUA);
		expect(card.at.lon).toBeGreaterThan(128);
		expect(card.at.lon).toBeLessThan(128.4);
		const [row] = await db.select().from(incident).where(eq(incident.id, id));
		expect(row?.scope).toContain(DUNHUA);
	});

	test('[IN9] a line stands on its middle', async () => {
		const card = await reshape({
			type: 'LineString',
			coordinates: [
				[126.4, 43.6],
				[126.6, 43.6]
			]
		});
		expect(card.at.lon).toBeCloseTo(126.5);
		expect(card.shape.type).toBe('LineString');
	});

	test.each([
		['crosses itself', area([126, 43], [127, 44], [127, 43], [126, 44], [126, 43])],
		[
			'has no size',
			{
				type: 'LineString' as const,
				coordinates: [
					[126, 43],
					[126, 43]
				] as [number, number][]
			}
		],
		[
			'lies in another province',
			{ type: 'Point' as const, coordinates: [116.4, 39.9] as [number, number] }
		]
	])('[IN9] one that %s is refused with a sentence beside the field', async (_what, shape) => {
		await expect(reshape(shape)).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			cause: { fields: { shape: expect.any(String) as string } }
		});
		expect((await as(world.city).get({ id })).card.at).toEqual(KOUQIAN);
	});

	test('[IN9] an outline that is not closed is refused at the door, with a sentence at the field', async () => {
		const open = area([126, 43], [127, 43], [127, 44], [126, 44]);
		await expect(reshape(open)).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			cause: {
				issues: [{ path: ['shape', 'coordinates', 0], message: '区域没有闭合：首尾须为同一点。' }]
			}
		});
		expect((await as(world.city).get({ id })).card.at).toEqual(KOUQIAN);
	});
});

describe('grading', () => {
	test('[IN8] the suggestion is written beside the decision and never applied', async () => {
		expect((await as(world.city).get({ id })).suggested).toMatchObject({ level: 3 });
		const grade = {
			...act(),
			which: 'incidentLevel' as const,
			seen: null,
			level: 2 as const,
			reason: '影响饮用水'
		};
		expect(await as(world.cityLeader).grade(grade)).toMatchObject({
			incidentLevel: 2,
			responseLevel: null
		});
		expect(await lineOf(grade.actId)).toMatchObject({
			type: 'incident.graded',
			payload: { which: 'incidentLevel', from: null, to: 2, suggested: 3, reason: '影响饮用水' }
		});
	});

	test('[IN8] the level of the response is another field', async () => {
		const card = await as(world.city).grade({
			...act(),
			which: 'responseLevel',
			seen: null,
			level: 2,
			reason: '启动二级响应'
		});
		expect(card).toMatchObject({ incidentLevel: null, responseLevel: 2 });
	});

	test('[IN8] a level that somebody else set meanwhile is not overwritten unseen', async () => {
		const grade = (level: 1 | 2) =>
			as(world.city).grade({
				...act(),
				which: 'incidentLevel',
				seen: null,
				level,
				reason: '核实伤亡'
			});
		await grade(1);
		await expect(grade(2)).rejects.toMatchObject({ code: 'CONFLICT' });
		expect((await as(world.city).get({ id })).card.incidentLevel).toBe(1);
	});
});

describe('closing', () => {
	test('[IN11] a closed incident leaves the list, takes no changes, and can be reopened', async () => {
		await as(world.cityLeader).close({ ...act(), reason: '险情解除' });
		const listed = async () =>
			(await as(world.city).list()).incidents.some((card) => card.id === id);
		expect(await listed()).toBe(false);
		await expect(
			as(world.city).edit({ ...act(), version: 9, title: '改过的标题' })
		).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		await as(world.city).reopen({ ...act(), reason: '再次溃口' });
		expect(await listed()).toBe(true);
		await expect(as(world.city).reopen({ ...act() })).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[IN11] a report can not be accepted into it, but a follow-up of its own threads can', async () => {
		await as(world.city).close({ ...act(), reason: '险情解除' });
		const other = await filed(db, world.yongji);
		await expect(
			as(world.city).accept({ actId: uuidv7(), reportId: other.id, incidentId: id, open: null })
		).rejects.toMatchObject({ code: 'CONFLICT' });
		const final = await filed(db, world.yongji, { kind: 'final', previousId: reportId });
		expect(
			await as(world.city).accept({
				actId: uuidv7(),
				reportId: final.id,
				incidentId: id,
				open: null
			})
		).toMatchObject({ incidentId: id });
	});

	test('[IN11] no follow-up falls due any more, but what had to be told first still has', async () => {
		const kinds = async () => (await openClocks()).map(({ kind }) => kind).sort();
		expect(await kinds()).toEqual(['first', 'followup']);
		await as(world.city).close({ ...act(), reason: '险情解除' });
		expect(await kinds()).toEqual(['first']);
		await as(world.city).reopen({ ...act(), reason: '再次溃口' });
		expect(await kinds()).toEqual(['first', 'followup']);
	});
});

test('[IN13] a note is a line of the log, also after the closing', async () => {
	await as(world.city).close({ ...act() });
	const note = { ...act(), text: '雨量站数据已补录。' };
	await as(world.city).note(note);
	expect(await lineOf(note.actId)).toMatchObject({
		type: 'incident.noted',
		payload: { text: note.text }
	});
});
