import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ReportCard } from '#lib/features/report/schema.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, testPerson, whoOf, YONGJI } from '../support/person.ts';
import { filed, incidentsOf, incidentWorld, opened, type World } from './incident-support.ts';
import { assigned, drawn, jointsOf, linesAbout, signsOf, tasksOf } from './task-support.ts';

const db = await testDatabase();
let world: World;
let yongjiDesk: Who;
let report: ReportCard;
let id: string;
beforeAll(async () => {
	world = await incidentWorld(db);
	yongjiDesk = await testPerson(db, { unitId: YONGJI, name: '永吉主班', roles: ['dutyOfficer'] });
});
beforeEach(async () => {
	report = await filed(db, world.yongji);
	id = await opened(db, world.city, report.id);
});

const signs = (who: Who | null) => signsOf(db, who);
const joints = (who: Who | null) => jointsOf(db, who);
const shownTo = async (who: Who) => (await signs(who).of({ incidentId: id })).signs;
const pair = (a: string, b: string, incidentId = id) => ({ actId: uuidv7(), incidentId, a, b });
const endsFor = async (who: Who, incidentId = id) =>
	(await joints(who).of({ incidentId })).joints.map(({ a, b }) => [a.subject, b.subject]);

const AREA = {
	type: 'Polygon' as const,
	coordinates: [
		[
			[126.4, 43.6],
			[126.5, 43.6],
			[126.5, 43.7],
			[126.4, 43.6]
		] as [number, number][]
	]
};

describe('signs: who may not', () => {
	test('[SG1] draw: nobody unknown, no reporter, no administrator, no unit that only sees it, no token without "incident"', async () => {
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(drawn(db, null, id)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.yongji, world.auditor, token, yongjiDesk]) {
			await expect(drawn(db, who, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(drawn(db, world.yanbian, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[SG1] change, take off or read: no unit that cannot see the incident', async () => {
		const card = await drawn(db, world.city, id);
		const { version } = card;
		const one = { actId: uuidv7(), id: card.id };
		await expect(
			signs(world.dunhuaDesk).change({ ...one, version, label: '改名' })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(signs(world.dunhuaDesk).remove(one)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(shownTo(world.dunhuaDesk)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(shownTo(world.auditor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('signs', () => {
	test('[SG1] everybody who sees the incident sees it, and its log says who drew what', async () => {
		const card = await drawn(db, world.city, id, { note: '可容纳八百人' });
		for (const who of [world.yongji, world.city, world.province]) {
			expect(await shownTo(who)).toEqual([card]);
		}
		const { lines } = await incidentsOf(db, world.yongji).timeline({ id });
		expect(lines[0]).toMatchObject({ type: 'sign.drawn', subject: `sign:${card.id}` });
	});

	test('[SG1] a unit that was given something to do there draws too', async () => {
		await assigned(db, world.province, id, { ownerUnitId: DUNHUA });
		const card = await drawn(db, world.dunhuaDesk, id);
		expect(await shownTo(world.city)).toEqual([card]);
	});

	test('[SG2] a shelter is no area, a cordon is no point, and neither lies in another country', async () => {
		const far = { type: 'Point' as const, coordinates: [2.3, 48.8] as [number, number] };
		for (const wanted of [{ shape: AREA }, { code: 'F10100' as const }, { shape: far }]) {
			await expect(drawn(db, world.city, id, wanted)).rejects.toMatchObject({
				code: 'BAD_REQUEST',
				cause: { fields: { shape: expect.stringMatching(/./) as string } }
			});
		}
		const area = await drawn(db, world.city, id, { code: 'F10100', shape: AREA });
		expect(area.shape).toEqual(AREA);
	});

	test('[SG3] not from an old version; taken off once, by two at the same moment', async () => {
		const card = await drawn(db, world.city, id);
		const change = () =>
			signs(world.city).change({
				actId: uuidv7(),
				id: card.id,
				version: card.version,
				label: '口前一中'
			});
		const both = await Promise.allSettled([change(), change()]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const off = () => signs(world.province).remove({ actId: uuidv7(), id: card.id });
		await Promise.all([off(), off()]);
		expect(await shownTo(world.city)).toMatchObject([{ version: 3, removedByName: '省主班' }]);
		await expect(change()).rejects.toMatchObject({ code: 'CONFLICT' });
		const lines = await linesAbout(db, `sign:${card.id}`);
		expect(lines.map((line) => line.type)).toEqual(['sign.drawn', 'sign.changed', 'sign.removed']);
	});
});

describe('joints: who may not', () => {
	test('[JT1] connect: nobody who may not draw there', async () => {
		const card = await drawn(db, world.city, id);
		const wanted = pair(`sign:${card.id}`, `report:${report.id}`);
		await expect(joints(null).connect(wanted)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.yongji, world.auditor, yongjiDesk]) {
			await expect(joints(who).connect(wanted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(joints(world.yanbian).connect(wanted)).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await expect(joints(world.yanbian).of({ incidentId: id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('[JT1] nothing of another incident, nothing that is gone, nothing with itself', async () => {
		const card = await drawn(db, world.city, id);
		const other = await filed(db, world.yongji, { title: '另一场洪水' });
		const otherId = await opened(db, world.city, other.id, '另一事件');
		const there = await drawn(db, world.city, otherId);
		const [sign, report_] = [`sign:${card.id}`, `report:${report.id}`];
		for (const alien of [`sign:${there.id}`, `report:${other.id}`, `task:${uuidv7()}`]) {
			await expect(joints(world.city).connect(pair(sign, alien))).rejects.toMatchObject({
				code: 'NOT_FOUND'
			});
		}
		await expect(joints(world.city).connect(pair(sign, sign))).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
		await signs(world.city).remove({ actId: uuidv7(), id: card.id });
		await expect(joints(world.city).connect(pair(sign, report_))).rejects.toMatchObject({
			code: 'CONFLICT'
		});
	});
});

describe('joints', () => {
	test('[JT4] a task from a report and a sign for the task: each finds the other two', async () => {
		const task = await assigned(db, world.city, id, { about: `report:${report.id}` });
		const sign = await drawn(db, world.city, id, { about: `task:${task.id}` });
		expect(await endsFor(world.yongji)).toEqual([
			[`report:${report.id}`, `task:${task.id}`],
			[`sign:${sign.id}`, `task:${task.id}`]
		]);
		await joints(world.city).connect(pair(`sign:${sign.id}`, `report:${report.id}`));
		expect(await endsFor(world.province)).toHaveLength(3);
	});

	test('[JT4] where what it is made for is not there, nothing is made', async () => {
		await expect(
			assigned(db, world.city, id, { about: `report:${uuidv7()}` })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await tasksOf(db, world.city).of({ incidentId: id })).tasks).toEqual([]);
	});

	test('[JT2] connected twice, in either order and at the same moment: one connection and one line', async () => {
		const card = await drawn(db, world.city, id);
		const [a, b] = [`sign:${card.id}`, `report:${report.id}`];
		await Promise.all([
			joints(world.city).connect(pair(a, b)),
			joints(world.cityDeputy).connect(pair(b, a))
		]);
		expect(await endsFor(world.city)).toEqual([[b, a]]);
		await joints(world.city).disconnect(pair(a, b));
		await joints(world.city).disconnect(pair(b, a));
		expect(await endsFor(world.city)).toEqual([]);
		const lines = await linesAbout(db, `incident:${id}`);
		expect(lines.map((line) => line.type).filter((type) => type.startsWith('joint'))).toEqual([
			'joint.made',
			'joint.ended'
		]);
	});

	test('[JT3] a unit that may not see the report learns nothing of it by its connections', async () => {
		const task = await assigned(db, world.province, id, {
			ownerUnitId: DUNHUA,
			about: `report:${report.id}`
		});
		expect(await endsFor(world.dunhuaDesk)).toEqual([]);
		expect(await endsFor(world.city)).toHaveLength(1);
		const made = (await linesAbout(db, `incident:${id}`)).filter(
			(one) => one.type === 'joint.made'
		);
		expect(made.map((line) => line.scope.includes(DUNHUA))).toEqual([false]);
		const { lines } = await incidentsOf(db, world.dunhuaDesk).timeline({ id });
		expect(lines.map((line) => line.subject)).toContain(`task:${task.id}`);
		await expect(
			joints(world.dunhuaDesk).connect(pair(`task:${task.id}`, `report:${report.id}`))
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[JT5] what was taken off or withdrawn stays connected, and says that it is gone', async () => {
		const task = await assigned(db, world.city, id, { about: `report:${report.id}` });
		const sign = await drawn(db, world.city, id, { about: `report:${report.id}` });
		await tasksOf(db, world.city).withdraw({ actId: uuidv7(), id: task.id, text: '重复下达' });
		await signs(world.city).remove({ actId: uuidv7(), id: sign.id });
		const found = (await joints(world.city).of({ incidentId: id })).joints;
		expect(found.map(({ b }) => [b.title, b.gone])).toEqual([
			['封闭沿江道路', 'withdrawn'],
			['口前中学', 'removed']
		]);
	});

	test('[JT1] merged into another incident, they are shown and connected there', async () => {
		const task = await assigned(db, world.city, id, { about: `report:${report.id}` });
		const other = await filed(db, world.dunhua, { title: '化工桶入江' });
		const into = await opened(db, world.province, other.id, '化工桶事件');
		await incidentsOf(db, world.province).merge({ actId: uuidv7(), id, intoId: into });
		expect(await endsFor(world.province, into)).toHaveLength(1);
		const sign = await drawn(db, world.province, into, { about: `task:${task.id}` });
		expect(await endsFor(world.province, into)).toContainEqual([
			`sign:${sign.id}`,
			`task:${task.id}`
		]);
	});

	test('[JT6] asked by their tasks, of several incidents at once: nothing of an incident or report that one may not see', async () => {
		const task = await assigned(db, world.city, id, { about: `report:${report.id}` });
		const sign = await drawn(db, world.city, id, { about: `task:${task.id}` });
		const other = await filed(db, world.yongji, { title: '另一场洪水' });
		const otherId = await opened(db, world.city, other.id, '另一事件');
		const there = await assigned(db, world.city, otherId, { about: `report:${other.id}` });
		const tasks = [task, there];
		const about = async (who: Who | null) => {
			const subjects = tasks.map((one) => `task:${one.id}`);
			return (await joints(who).about({ subjects })).map(({ a, b }) => [a.subject, b.subject]);
		};
		await expect(about(null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(about(world.auditor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await about(world.dunhuaDesk)).toEqual([]);
		const given = { ownerUnitId: DUNHUA, about: `report:${report.id}` };
		tasks.push(await assigned(db, world.province, id, given));
		// 敦化 now sees the incident that it was given something to do in, but not its reports, and not the other one.
		expect(await about(world.dunhuaDesk)).toEqual([[`sign:${sign.id}`, `task:${task.id}`]]);
		const all = await about(world.city);
		expect(all).toHaveLength(4);
		expect(all).toContainEqual([`report:${other.id}`, `task:${there.id}`]);
		expect(await joints(world.city).about({ subjects: [] })).toEqual([]);
	});
});
