import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { incident } from '#lib/features/incident/tables.server.ts';
import { planActivation } from '#lib/features/plan/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { task } from '#lib/features/task/tables.server.ts';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, whoOf, YONGJI } from '../support/person.ts';
import { filed, incidentsOf, opened } from './incident-support.ts';
import {
	action,
	approvedPlan,
	CITY_WATER,
	floodPlan,
	place,
	planWorld,
	plansOf,
	type PlanWorld
} from './plan-support.ts';

const db = await testDatabase();
let world: PlanWorld;
let versionId: string;
let planId: string;
let incidentId: string;
beforeAll(async () => {
	world = await planWorld(db);
	({ id: planId, versionId } = await approvedPlan(db, world));
});
beforeEach(async () => {
	incidentId = await opened(db, world.city, (await filed(db, world.yongji)).id);
});

const as = (who: Who | null, at: Db = db) => plansOf(at, who);
type Level = 1 | 2 | 3 | 4;
const activate = (
	level: Level = 4,
	who: Who | null = world.city,
	input: { id?: string; actId?: string; versionId?: string } = {}
) => as(who).activate({ actId: uuidv7(), id: uuidv7(), incidentId, versionId, level, ...input });
const changeLevel = (id: string, seen: Level, level: Level, who: Who | null = world.city) =>
	as(who).changeLevel({ actId: uuidv7(), id, seen, level, reason: '水位上涨' });
const undo = (id: string, who: Who | null = world.city) =>
	as(who).undoActivation({ actId: uuidv7(), id });
const tasksNow = () =>
	db
		.select({
			actionId: task.actionId,
			ownerUnitId: task.ownerUnitId,
			state: task.state,
			ownerName: task.ownerName,
			id: task.id
		})
		.from(task)
		.where(eq(task.incidentId, incidentId))
		.orderBy(task.actionId);
const actionsNow = async () => (await tasksNow()).map(({ actionId }) => actionId);
const incidentNow = async () => {
	const [row] = await db.select().from(incident).where(eq(incident.id, incidentId));
	return row;
};
const linesOf = (type: string) =>
	db
		.select()
		.from(journal)
		.where(eq(journal.subject, `incident:${incidentId}`))
		.orderBy(journal.seq)
		.then((all) => all.filter((line) => line.type === type));
/** Moves the activation into the past: the database's clock decides, and is not waited for. */
const age = (id: string, seconds: number) =>
	db
		.update(planActivation)
		.set({ activatedAt: sql`activated_at - make_interval(secs => ${seconds})` })
		.where(eq(planActivation.id, id));

describe('who may not activate', () => {
	test('[PL12] nobody unsigned, no reporter, planner, auditor or token without "incident", no desk that takes no part', async () => {
		await expect(activate(4, null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		for (const who of [world.yongji, world.planner, world.auditor, token])
			await expect(activate(4, who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(activate(4, world.yanbian)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(activate(4, world.yongjiDesk)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await tasksNow()).toEqual([]);
	});

	test('[PL11] a unit below the owner sees the plan proposed but does not activate it', async () => {
		const [proposal] = await as(world.yongjiDesk).proposals({ incidentId });
		expect(proposal).toMatchObject({ versionId, canActivate: false });
	});

	test('[PL12] nothing that is not in force: a draft, a later first day, a withdrawn version, a level that it has not', async () => {
		const planner = as(world.planner);
		const [id, draftId] = [uuidv7(), uuidv7()];
		const content = floodPlan({ title: '另一预案' });
		await planner.create({
			actId: uuidv7(),
			id,
			versionId: draftId,
			ownerUnitId: world.planner.unitId,
			content
		});
		await expect(activate(4, world.city, { versionId: draftId })).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		await planner.submit({ actId: uuidv7(), versionId: draftId, revision: 1 });
		await as(world.cityLeader).approve({
			actId: uuidv7(),
			versionId: draftId,
			revision: 1,
			validFrom: '2999-01-01'
		});
		await expect(activate(4, world.city, { versionId: draftId })).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		await as(world.cityLeader).withdraw({ actId: uuidv7(), versionId: draftId, reason: '不用了' });
		await expect(activate(4, world.city, { versionId: draftId })).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		const three = await approvedPlan(
			db,
			world,
			floodPlan({
				title: '三级预案',
				levels: floodPlan().levels.slice(1),
				actions: [action('a', place('county'), [4])]
			})
		);
		await expect(activate(1, world.city, three)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});
});

describe('proposing', () => {
	test('[PL11] what is in force for the class and the place, the nearest fit first, with why', async () => {
		const nearer = await approvedPlan(
			db,
			world,
			floodPlan({ title: '永吉洪水预案', classCodes: ['11A01'], areaUnitIds: [YONGJI] })
		);
		const elsewhere = await approvedPlan(
			db,
			world,
			floodPlan({ title: '敦化预案', areaUnitIds: [DUNHUA] })
		);
		const other = await approvedPlan(
			db,
			world,
			floodPlan({ title: '危化预案', classCodes: ['12D'] })
		);
		const found = await as(world.city).proposals({ incidentId });
		expect(found[0]).toMatchObject({
			versionId: nearer.versionId,
			classPrefix: '11A01',
			areaUnitName: '永吉县',
			canActivate: true
		});
		const ids = found.map((one) => one.plan.id);
		expect(ids).toContain(planId);
		for (const { id } of [elsewhere, other]) expect(ids).not.toContain(id);
	});

	test('[PL10] what is told before is what happens: tasks, owners, roles, who sees it, and nothing is written', async () => {
		const before = await db.$count(journal);
		const told = await as(world.city).consequences({ incidentId, versionId, level: 2 });
		expect(await db.$count(journal)).toBe(before);
		expect(
			told.tasks.map(({ actionId, unitId, personName, minutes, instead }) => [
				actionId,
				unitId,
				personName,
				minutes,
				instead
			])
		).toEqual([
			['a', YONGJI, '永吉主班', 30, false],
			['b', CITY_WATER, '', 60, false],
			['d', world.city.unitId, '吉林市主班', 5, false]
		]);
		expect(told.left).toMatchObject([{ actionId: 'e', why: 'above', unitName: '吉林省' }]);
		expect(told.roles.map(({ name, personName, why }) => [name, personName, why])).toEqual([
			['总指挥', '吉林市带班', null],
			['现场指挥', '', 'nobodyOnDuty']
		]);
		expect(told).toMatchObject({
			admitted: [{ id: CITY_WATER }],
			ringKm: 10,
			responseLevel: { from: null, to: 2 }
		});
		const { card } = await activate(2);
		expect(await actionsNow()).toEqual(told.tasks.map(({ actionId }) => actionId));
		expect(card).toMatchObject({ roles: told.roles, left: told.left, ringKm: 10, level: 2 });
	});
});

describe('activating', () => {
	test('[PL12] tasks, level, scope and one line that carries them all', async () => {
		const { card, incident: after } = await activate(4);
		expect(await tasksNow()).toMatchObject([
			{ actionId: 'a', ownerUnitId: YONGJI, state: 'assigned', ownerName: '永吉主班' },
			{ actionId: 'b', ownerUnitId: CITY_WATER },
			// The county has no emergency agency: its own desk stands for it (PL10).
			{ actionId: 'c', ownerUnitId: YONGJI }
		]);
		expect(after.responseLevel).toBe(4);
		expect((await incidentNow())?.scope).toContain(CITY_WATER);
		const [line, ...more] = await linesOf('plan.activated');
		expect(more).toEqual([]);
		expect(line?.payload).toMatchObject({
			card: { id: card.id, number: 1 },
			incident: { responseLevel: 4 }
		});
		expect(line?.payload).toHaveProperty('tasks.length', 3);
		expect(line?.scope).toContain(CITY_WATER);
		const { tasks } = await callerFor({ db, who: world.waterLiaison }).task.open();
		expect(
			tasks.filter((one) => one.incidentId === incidentId && one.ownerUnitId === CITY_WATER)
		).toMatchObject([{ actionId: 'b', state: 'assigned' }]);
		expect(await as(world.planner).usedIn({ id: planId })).toContainEqual(
			expect.objectContaining({ activationId: card.id, number: 1 })
		);
	});

	test('[PL12] a part that fails leaves nothing: no task, no level, no line', async () => {
		await db.execute(sql`create function refuse_task() returns trigger language plpgsql as $$ begin
			if new.action_id = 'b' then raise exception 'no'; end if; return new; end $$`);
		await db.execute(
			sql`create trigger refuse_task before insert on task for each row execute function refuse_task()`
		);
		await expect(activate(4)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
		await db.execute(sql`drop trigger refuse_task on task`);
		expect(await tasksNow()).toEqual([]);
		expect(await incidentNow()).toMatchObject({ responseLevel: null });
		expect(await db.$count(planActivation, eq(planActivation.incidentId, incidentId))).toBe(0);
		expect(await linesOf('plan.activated')).toEqual([]);
	});

	test('[PL14] the same act twice is one activation, with the same answer', async () => {
		const again = { id: uuidv7(), actId: uuidv7() };
		const [first, second] = [
			await activate(4, world.city, again),
			await activate(4, world.city, again)
		];
		expect(second.card.id).toBe(first.card.id);
		expect(await tasksNow()).toHaveLength(3);
	});

	test('[PL14] of two who press at once the second gets what the first one started', async () => {
		const other = openDb(db.url);
		const [a, b] = await Promise.all([
			activate(4, world.city),
			as(world.cityLeader, other).activate({
				actId: uuidv7(),
				id: uuidv7(),
				incidentId,
				versionId,
				level: 3
			})
		]);
		await other.end();
		expect(a.card.id).toBe(b.card.id);
		expect(a.card.level).toBe(b.card.level);
		expect(await linesOf('plan.activated')).toHaveLength(1);
		expect(new Set(await actionsNow()).size).toBe((await tasksNow()).length);
	});

	test('[PL14] two at once past the lock: the index lets one through', async () => {
		const { card } = await activate(4);
		const twin =
			db.execute(sql`insert into plan_activation (id, incident_id, plan_id, version_id, level, activated_by_name, activated_by_unit_id, roles, left_actions, not_required, changes, origin)
			select ${uuidv7()}, incident_id, plan_id, version_id, level, activated_by_name, activated_by_unit_id, roles, left_actions, not_required, changes, origin from plan_activation where id = ${card.id}`);
		await expect(twin).rejects.toMatchObject({ cause: { code: '23505' } });
	});

	test('[PL17] in an exercise the tasks are exercise, and its line says so', async () => {
		await db.update(incident).set({ frame: 'exercise' }).where(eq(incident.id, incidentId));
		const { card } = await activate(4);
		expect(card.frame).toBe('exercise');
		const rows = await db
			.select({ frame: task.frame })
			.from(task)
			.where(eq(task.incidentId, incidentId));
		expect(new Set(rows.map(({ frame }) => frame))).toEqual(new Set(['exercise']));
	});
});

describe('undoing', () => {
	test('[PL15] within 30 s: open tasks are withdrawn, also received ones; what is done stays; the level is as before', async () => {
		const { card } = await activate(4);
		const [first, second] = await tasksNow();
		const county = callerFor({ db, who: world.yongjiDesk }).task;
		await county.finish({ actId: uuidv7(), id: first?.id ?? '', text: '已转移' });
		await callerFor({ db, who: world.waterLiaison }).task.receive({
			actId: uuidv7(),
			id: second?.id ?? ''
		});
		await age(card.id, 25);
		await expect(undo(card.id, world.yongji)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		const undone = await undo(card.id, world.cityLeader);
		expect(undone).toMatchObject({ card: { state: 'undone' }, incident: { responseLevel: null } });
		expect((await tasksNow()).map(({ state }) => state)).toEqual([
			'done',
			'withdrawn',
			'withdrawn'
		]);
		const [line] = await linesOf('plan.activationUndone');
		expect(line?.payload).toMatchObject({ kept: 1 });
		await expect(undo(card.id)).rejects.toMatchObject({
			code: 'CONFLICT',
			message: '这次响应已经结束。'
		});
	});

	test('[PL15] after 30 s it is refused by the server’s clock, and nothing changes', async () => {
		const { card } = await activate(4);
		await age(card.id, 31);
		await expect(undo(card.id)).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await incidentNow()).toMatchObject({ responseLevel: 4 });
		expect((await tasksNow()).map(({ state }) => state)).toEqual([
			'assigned',
			'assigned',
			'assigned'
		]);
	});

	test('[PL15] a level that somebody has set since stays; and the plan can be activated again', async () => {
		const { card } = await activate(4);
		await incidentsOf(db, world.cityLeader).grade({
			actId: uuidv7(),
			id: incidentId,
			which: 'responseLevel',
			seen: 4,
			level: 1,
			reason: '领导决定'
		});
		expect((await undo(card.id)).incident.responseLevel).toBe(1);
		expect((await activate(3)).card.state).toBe('active');
	});
});

describe('the level', () => {
	test('[PL16] up adds only what is not there; down withdraws nothing and names what is no longer asked for', async () => {
		const { card } = await activate(4);
		const up = await changeLevel(card.id, 4, 2);
		expect(up).toMatchObject({
			card: { level: 2, ringKm: 10, notRequired: ['c'] },
			incident: { responseLevel: 2 }
		});
		expect(await actionsNow()).toEqual(['a', 'b', 'c', 'd']);
		const down = await changeLevel(card.id, 2, 4);
		expect(down.card.notRequired).toEqual(['d']);
		expect((await tasksNow()).map(({ state }) => state)).toEqual(Array(4).fill('assigned'));
		const made = (await linesOf('plan.levelChanged')).map(({ payload }) =>
			(payload as { tasks: { actionId: string }[] }).tasks.map(({ actionId }) => actionId)
		);
		expect(made).toEqual([['d'], []]);
	});

	test('[PL19] the response says since when its level calls for a consultation, and nothing is opened', async () => {
		const meeting = action('f', place('city'), [1, 2], { consultation: true });
		const flood = floodPlan({ title: '要求会商的预案' });
		const content = { ...flood, actions: [...flood.actions, meeting] };
		const { versionId: asking } = await approvedPlan(db, world, content);
		const { card } = await activate(4, world.city, { versionId: asking });
		expect(card.consultationSince).toBeNull();
		const up = await changeLevel(card.id, 4, 2);
		expect(up.card.consultationSince).toBe(up.card.changes[0]?.at);
		const { activations } = await as(world.yongjiDesk).responses({ incidentId });
		expect(activations.map((one) => one.consultationSince)).toEqual([up.card.changes[0]?.at]);
		expect((await changeLevel(card.id, 2, 4)).card.consultationSince).toBeNull();
		const { consultations } = await callerFor({ db, who: world.city }).consultation.search({
			incidentId
		});
		expect(consultations).toEqual([]);
	});

	test('[PL16] from a level that he did not see it is refused; by a county too', async () => {
		const { card } = await activate(4);
		await expect(changeLevel(card.id, 4, 2, world.yongjiDesk)).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await changeLevel(card.id, 4, 3);
		await expect(changeLevel(card.id, 4, 2)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[PL16] the incident has the gravest of its responses, and none when the last has ended', async () => {
		const other = await approvedPlan(db, world, floodPlan({ title: '第二个预案' }));
		const [first, second] = [await activate(4), await activate(2, world.city, other)];
		expect(second.incident.responseLevel).toBe(2);
		const end = (id: string) =>
			as(world.city).endResponse({ actId: uuidv7(), id, reason: '洪水退去' });
		expect((await end(second.card.id)).incident.responseLevel).toBe(4);
		const last = await end(first.card.id);
		expect(last).toMatchObject({
			incident: { responseLevel: null },
			card: { state: 'ended', endReason: '洪水退去' }
		});
		expect((await tasksNow()).every(({ state }) => state === 'assigned')).toBe(true);
	});
});
