import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { incident } from '#lib/features/incident/tables.server.ts';
import { shift } from '#lib/features/shift/tables.server.ts';
import { makeTasks, withdrawTasks } from '#lib/features/task/keeping.server.ts';
import { TaskDraft } from '#lib/features/task/schema.ts';
import { task } from '#lib/features/task/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	CHANGBAISHAN,
	DUNHUA,
	JILIN,
	JILIN_CITY,
	testPerson,
	whoOf,
	YANBIAN,
	YONGJI
} from '../support/person.ts';
import { filed, incidentsOf, incidentWorld, opened, type World } from './incident-support.ts';
import { assigned, inMinutes, linesAbout, tasksOf } from './task-support.ts';

const db = await testDatabase();
let world: World;
let yongjiDesk: Who;
let id: string;
beforeAll(async () => {
	world = await incidentWorld(db);
	yongjiDesk = await testPerson(db, { unitId: YONGJI, name: '永吉主班', roles: ['dutyOfficer'] });
});
beforeEach(async () => {
	const card = await filed(db, world.yongji);
	id = await opened(db, world.city, card.id);
});

const as = (who: Who | null, at = db) => tasksOf(at, who);
const ofTask = (taskId: string) => ({ actId: uuidv7(), id: taskId });
const stateOf = async (taskId: string) =>
	(await db.select().from(task).where(eq(task.id, taskId)))[0];
const scopeOf = async () =>
	(await db.select({ scope: incident.scope }).from(incident).where(eq(incident.id, id)))[0]?.scope;
const idsFor = async (who: Who) => (await as(who).open()).tasks.map((card) => card.id);

describe('who may not', () => {
	test('[TK1] assign: nobody unknown, no reporter, no administrator, no desk that takes no part, no token without "incident"', async () => {
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(assigned(db, null, id)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.yongji, world.auditor, token, yongjiDesk]) {
			await expect(assigned(db, who, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(assigned(db, world.yanbian, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[TK2] assign upward or aside, to an unknown unit, with a deadline that is past, or in a closed incident', async () => {
		const wrong = [
			[{ ownerUnitId: JILIN }, 'ownerUnitId'],
			[{ ownerUnitId: DUNHUA }, 'ownerUnitId'],
			[{ dueAt: inMinutes(-1) }, 'dueAt']
		] as const;
		for (const [wanted, field] of wrong) {
			await expect(assigned(db, world.city, id, wanted)).rejects.toMatchObject({
				code: 'BAD_REQUEST',
				cause: { fields: { [field]: expect.stringMatching(/./) as string } }
			});
		}
		await expect(assigned(db, world.city, id, { ownerUnitId: 'nowhere' })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await incidentsOf(db, world.city).close({ actId: uuidv7(), id, reason: '处置完毕' });
		await expect(assigned(db, world.city, id)).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await idsFor(world.city)).not.toContain(id);
	});

	test('[TK4] answer: nobody of another unit, not even who gave it; for who cannot see it, it is not there', async () => {
		const card = await assigned(db, world.city, id);
		for (const who of [world.city, world.province]) {
			await expect(as(who).receive(ofTask(card.id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
			await expect(as(who).finish({ ...ofTask(card.id), text: '已完成' })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		await expect(as(world.dunhuaDesk).receive(ofTask(card.id))).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		expect((await stateOf(card.id))?.state).toBe('assigned');
	});

	test('[TK7] withdraw, press or move the deadline: neither the owner nor a desk beside', async () => {
		const card = await assigned(db, world.city, id);
		const { version } = card;
		for (const [who, code] of [
			[yongjiDesk, 'FORBIDDEN'],
			[world.yongji, 'FORBIDDEN'],
			[world.yanbian, 'NOT_FOUND']
		] as const) {
			const one = ofTask(card.id);
			await expect(as(who).withdraw({ ...one, text: '误发' })).rejects.toMatchObject({ code });
			await expect(as(who).supervise(one)).rejects.toMatchObject({ code });
			await expect(
				as(who).moveDeadline({ ...one, version, dueAt: inMinutes(60), reason: '道路中断' })
			).rejects.toMatchObject({ code });
		}
	});

	test('[TK1] read: no administrator, and nobody a task of an incident that his unit cannot see', async () => {
		await assigned(db, world.city, id);
		await expect(as(world.auditor).open()).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(as(null).open()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(as(world.yanbian).of({ incidentId: id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		for (const door of ['open', 'late', 'ended'] as const) {
			expect((await as(world.dunhuaDesk)[door]()).tasks).toEqual([]);
		}
	});
});

describe('assigning', () => {
	test('[TK2] it stands at owner, giver and those above, with its line in the log of the incident', async () => {
		const card = await assigned(db, world.city, id, { detail: '两端设卡' });
		expect(card).toMatchObject({
			state: 'assigned',
			incidentTitle: '永吉县口前镇洪水',
			ownerUnitName: '永吉县',
			assignedByUnitName: '吉林市',
			assignedByName: '吉林市主班',
			frame: 'demonstration'
		});
		for (const who of [world.yongji, yongjiDesk, world.city, world.province]) {
			expect(await idsFor(who)).toContain(card.id);
		}
		const log = await incidentsOf(db, world.province).timeline({ id });
		expect(log.lines[0]).toMatchObject({ type: 'task.assigned', subject: `task:${card.id}` });
	});

	test('[TK8] the same act twice, also at the same moment, is one task and one line', async () => {
		const wanted = { actId: uuidv7(), id: uuidv7(), dueAt: inMinutes(30) };
		const [one, other] = await Promise.all([
			assigned(db, world.city, id, wanted),
			assigned(db, world.city, id, wanted)
		]);
		await assigned(db, world.city, id, wanted);
		expect(one).toEqual(other);
		expect(await linesAbout(db, `task:${wanted.id}`)).toHaveLength(1);
	});

	test('[TK3] an owner that could not see the incident does from now on, and those above it; the log says so once', async () => {
		expect(await scopeOf()).toEqual([JILIN, JILIN_CITY, YONGJI].sort());
		await assigned(db, world.province, id, { ownerUnitId: DUNHUA, title: '拦截下游漂浮物' });
		await assigned(db, world.province, id, { ownerUnitId: DUNHUA, title: '准备收容船只' });
		expect(await scopeOf()).toEqual([JILIN, JILIN_CITY, YONGJI, YANBIAN, DUNHUA].sort());
		expect(
			(await incidentsOf(db, world.dunhuaDesk).list()).incidents.map((one) => one.id)
		).toContain(id);
		const admitted = (await linesAbout(db, `incident:${id}`)).filter(
			(line) => line.type === 'incident.admitted'
		);
		expect(admitted).toHaveLength(1);
		expect(admitted[0]).toMatchObject({ payload: { units: [{ id: DUNHUA, name: '敦化市' }] } });
		const beside = await testPerson(db, { unitId: CHANGBAISHAN, roles: ['dutyOfficer'] });
		expect(await idsFor(beside)).toEqual([]);
		await incidentsOf(db, world.city).note({ actId: uuidv7(), id, text: '一切照常' });
		expect(await scopeOf()).toContain(DUNHUA);
	});

	test('[IN24] a unit with a task there may not change the incident', async () => {
		await assigned(db, world.province, id, { ownerUnitId: DUNHUA });
		await expect(
			incidentsOf(db, world.dunhuaDesk).close({ actId: uuidv7(), id, reason: '处置完毕' })
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(assigned(db, world.dunhuaDesk, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[TK3] who answers is whoever is on duty at the owner; where nobody is, nobody is named', async () => {
		expect(await assigned(db, world.city, id)).toMatchObject({
			ownerPersonId: null,
			ownerName: ''
		});
		const now = Date.now();
		const row = {
			id: uuidv7(),
			unitId: YONGJI,
			role: 'main' as const,
			personId: yongjiDesk.personId,
			startsAt: new Date(now - 60_000),
			endsAt: new Date(now + 3_600_000)
		};
		await db.insert(shift).values(row);
		expect(await assigned(db, world.city, id)).toMatchObject({
			ownerPersonId: yongjiDesk.personId,
			ownerName: '永吉主班'
		});
		expect(await assigned(db, world.city, id, { ownerRole: 'leader' })).toMatchObject({
			ownerPersonId: null
		});
		await db.delete(shift).where(eq(shift.id, row.id));
	});
});

describe('answering', () => {
	test('[TK4] received once for the unit: whoever is second changes nothing, at the same moment too', async () => {
		const { id: taskId } = await assigned(db, world.city, id);
		const [first, second] = await Promise.all([
			as(yongjiDesk).receive(ofTask(taskId)),
			as(world.yongji).receive(ofTask(taskId))
		]);
		expect(first).toEqual(second);
		expect(first).toMatchObject({ state: 'received', version: 2 });
		const lines = await linesAbout(db, `task:${taskId}`);
		expect(lines.map((line) => line.type)).toEqual(['task.assigned', 'task.received']);
	});

	test('[TK4] a reporter says how far it is and finishes it without having pressed "received" first', async () => {
		const { id: taskId } = await assigned(db, world.city, id);
		const underway = await as(world.yongji).progress({ ...ofTask(taskId), text: '已封闭北段' });
		expect(underway).toMatchObject({
			state: 'underway',
			receivedByName: '永吉报送员',
			progress: '已封闭北段'
		});
		const done = await as(world.yongji).finish({ ...ofTask(taskId), text: '全线封闭' });
		expect(done).toMatchObject({ state: 'done', outcome: '全线封闭', endedByName: '永吉报送员' });
		expect(await idsFor(world.yongji)).not.toContain(taskId);
		expect((await as(world.yongji).ended()).tasks.map((one) => one.id)).toContain(taskId);
	});

	test('[TK8] two who end it at once: one does, the other is told how it stands', async () => {
		const { id: taskId } = await assigned(db, world.city, id);
		const ends = await Promise.allSettled([
			as(yongjiDesk).finish({ ...ofTask(taskId), text: '全线封闭' }),
			as(world.city).withdraw({ ...ofTask(taskId), text: '改由交警办理' })
		]);
		expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
		expect(ends.find((end) => end.status === 'rejected')?.reason).toMatchObject({
			code: 'CONFLICT'
		});
		expect(await linesAbout(db, `task:${taskId}`)).toHaveLength(2);
	});

	test('[TK7] an ended task takes no answer, no pressing and no other deadline', async () => {
		const card = await assigned(db, world.city, id);
		const declined = await as(yongjiDesk).decline({ ...ofTask(card.id), text: '无警力可派' });
		expect(declined).toMatchObject({ state: 'declined', outcome: '无警力可派' });
		const late = [
			as(yongjiDesk).progress({ ...ofTask(card.id), text: '进行中' }),
			as(yongjiDesk).finish({ ...ofTask(card.id), text: '完成' }),
			as(world.city).supervise(ofTask(card.id)),
			as(world.city).moveDeadline({
				...ofTask(card.id),
				version: declined.version,
				dueAt: inMinutes(60),
				reason: '另行安排'
			})
		];
		const ends = await Promise.allSettled(late);
		expect(ends).toMatchObject(
			late.map(() => ({ status: 'rejected', reason: { code: 'CONFLICT' } }))
		);
	});
});

describe('the giver', () => {
	test('[TK7] presses, counted; those above the giver too', async () => {
		const card = await assigned(db, world.city, id);
		await as(world.city).supervise({ ...ofTask(card.id), text: '请立即回复' });
		const twice = await as(world.province).supervise(ofTask(card.id));
		expect(twice).toMatchObject({ supervisedCount: 2, supervisedByName: '省主班' });
	});

	test('[TK8] moves the deadline with a reason, and not from an old version', async () => {
		const card = await assigned(db, world.city, id);
		const move = (version: number, dueAt = inMinutes(90)) =>
			as(world.city).moveDeadline({ ...ofTask(card.id), version, dueAt, reason: '道路中断' });
		await expect(move(card.version, inMinutes(-5))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		const [moved, ...more] = (
			await Promise.allSettled([move(card.version), move(card.version)])
		).sort((a, b) => a.status.localeCompare(b.status));
		expect(moved?.status).toBe('fulfilled');
		expect(more).toMatchObject([{ status: 'rejected', reason: { code: 'CONFLICT' } }]);
		const [, line] = await linesAbout(db, `task:${card.id}`);
		expect(line).toMatchObject({
			type: 'task.edited',
			payload: { from: card.dueAt, reason: '道路中断', card: { version: 2 } }
		});
	});
});

describe('late', () => {
	test('[TK6] what is past its deadline and what nobody has received; nothing is written for it', async () => {
		const waiting = await assigned(db, world.city, id);
		const received = await assigned(db, world.city, id);
		const overdue = await assigned(db, world.city, id);
		for (const one of [received, overdue]) await as(yongjiDesk).receive(ofTask(one.id));
		await db
			.update(task)
			.set({ dueAt: new Date(Date.now() - 60_000) })
			.where(eq(task.id, overdue.id));
		const listed = (await as(world.province).late()).tasks
			.filter((one) => one.incidentId === id)
			.map((one) => one.id);
		expect(listed).toEqual([overdue.id, waiting.id]);
		expect(await linesAbout(db, `task:${overdue.id}`)).toHaveLength(2);
	});

	test('[TK1] after a merge the tasks stand with the incident that shows them, for all who see it', async () => {
		const card = await assigned(db, world.city, id);
		const other = await filed(db, world.dunhua, { title: '化工桶入江' });
		const into = await opened(db, world.province, other.id, '化工桶事件');
		await incidentsOf(db, world.province).merge({ actId: uuidv7(), id, intoId: into });
		const shown = await as(world.dunhuaDesk).of({ incidentId: into });
		expect(shown.tasks.map((one) => one.id)).toEqual([card.id]);
		await as(yongjiDesk).receive(ofTask(card.id));
		const [, line] = await linesAbout(db, `task:${card.id}`);
		expect(line?.scope).toContain(DUNHUA);
	});
});

describe('many in one act', () => {
	const activationId = uuidv7();
	const draft = (title: string, ownerUnitId: string, actionId: string) =>
		TaskDraft.parse({ id: uuidv7(), title, ownerUnitId, dueAt: inMinutes(30), actionId });

	test('[TK10] they are made and withdrawn inside the caller’s transaction, without lines of their own', async () => {
		const drafts = [draft('转移群众', YONGJI, 'a1'), draft('调集冲锋舟', DUNHUA, 'a2')];
		const { cards, scope } = await db.transaction((tx) =>
			makeTasks(tx, world.city, { incidentId: id, activationId }, drafts)
		);
		expect(cards.map((one) => one.title)).toEqual(['转移群众', '调集冲锋舟']);
		expect(scope).toEqual(expect.arrayContaining([YONGJI, DUNHUA, YANBIAN]));
		expect(await linesAbout(db, ...cards.map((one) => `task:${one.id}`))).toEqual([]);
		await as(yongjiDesk).finish({ ...ofTask(cards[0]?.id ?? ''), text: '已转移' });

		const withdrawn = await db.transaction((tx) =>
			withdrawTasks(tx, world.city, { activationId }, '启动已撤销')
		);
		expect(withdrawn).toMatchObject([{ title: '调集冲锋舟', state: 'withdrawn' }]);
		expect(await idsFor(world.dunhuaDesk)).not.toContain(cards[1]?.id);
	});

	test('[TK10] an unknown owner undoes the whole act', async () => {
		const drafts = [draft('转移群众', YONGJI, 'b1'), draft('调集冲锋舟', 'nowhere', 'b2')];
		await expect(
			db.transaction((tx) =>
				makeTasks(tx, world.city, { incidentId: id, activationId: uuidv7() }, drafts)
			)
		).rejects.toMatchObject({ code: 'invalid' });
		expect((await as(world.city).of({ incidentId: id })).tasks).toEqual([]);
	});
});
