import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { shift } from '#lib/features/shift/tables.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN_CITY, whoOf, YONGJI } from '../support/person.ts';
import {
	action,
	approvedPlan,
	floodPlan,
	place,
	planWorld,
	plansOf,
	type PlanWorld
} from './plan-support.ts';

const db = await testDatabase();
let world: PlanWorld;
beforeAll(async () => {
	world = await planWorld(db);
});
const as = (who: Who | null) => plansOf(db, who);

async function draft(who = world.planner, content = floodPlan()) {
	const [id, versionId] = [uuidv7(), uuidv7()];
	const ownerUnitId = who.unitId;
	await as(who).create({ actId: uuidv7(), id, versionId, ownerUnitId, content });
	return { id, versionId };
}
const save = (
	who: Who,
	versionId: string,
	revision: number,
	content = floodPlan(),
	actId = uuidv7()
) => as(who).save({ actId, versionId, revision, content });
const submit = (who: Who | null, versionId: string, revision = 1) =>
	as(who).submit({ actId: uuidv7(), versionId, revision });
const approve = (who: Who | null, versionId: string, revision = 1) =>
	as(who).approve({ actId: uuidv7(), versionId, revision, validFrom: '2020-01-01' });
const lines = (id: string) =>
	db
		.select({ type: journal.type, scope: journal.scope })
		.from(journal)
		.where(eq(journal.subject, `plan:${id}`))
		.orderBy(journal.seq);

describe('who may not', () => {
	test('[PL1] write a plan: nobody but a planner of the owner or above it, and no token', async () => {
		const content = floodPlan();
		const input = { actId: uuidv7(), id: uuidv7(), versionId: uuidv7(), content };
		const token = await whoOf(db, world.planner.personId, ['read', 'incident']);
		await expect(as(null).create({ ...input, ownerUnitId: JILIN_CITY })).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
		for (const who of [world.city, world.cityLeader, world.auditor, world.yongji, token])
			await expect(as(who).create({ ...input, ownerUnitId: who.unitId })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		await expect(as(world.planner).create({ ...input, ownerUnitId: DUNHUA })).rejects.toMatchObject(
			{ code: 'FORBIDDEN' }
		);
	});

	test('[PL7] approve: neither the planner, nor a duty officer, nor the leader of another unit, nor an author', async () => {
		const { versionId } = await draft();
		await submit(world.planner, versionId);
		for (const who of [world.planner, world.city, world.provinceLeader, world.auditor])
			await expect(approve(who, versionId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await db
			.update(person)
			.set({ roles: ['planner', 'dutyLeader'] })
			.where(eq(person.id, world.planner.personId));
		const both = await whoOf(db, world.planner.personId);
		await expect(approve(both, versionId)).rejects.toMatchObject({
			code: 'FORBIDDEN',
			message: '起草人不能批准自己写的预案。'
		});
		await db
			.update(person)
			.set({ roles: ['planner'] })
			.where(eq(person.id, world.planner.personId));
	});

	test('[PL2] read a draft: whoever does not write or approve there; other units read nothing at all', async () => {
		const { id, versionId } = await draft();
		for (const who of [world.city, world.yongji, world.yanbian]) {
			await expect(as(who).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
			await expect(as(who).version({ id: versionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		}
		await expect(as(world.auditor).list({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await submit(world.planner, versionId);
		await approve(world.cityLeader, versionId);
		expect((await as(world.yongji).get({ id })).approved?.id).toBe(versionId);
		await expect(as(world.yanbian).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('writing', () => {
	test('[PL5] of two planners on one revision the second is told, and neither text is lost', async () => {
		const { versionId } = await draft();
		await save(world.planner2, versionId, 1, floodPlan({ triggers: '乙的' }));
		await expect(
			save(world.planner, versionId, 1, floodPlan({ triggers: '甲的' }))
		).rejects.toMatchObject({
			code: 'CONFLICT',
			message: '吉林市预案员乙刚刚保存过，请先核对。'
		});
		const now = await as(world.planner).version({ id: versionId });
		expect(now).toMatchObject({
			revision: 2,
			savedByName: '吉林市预案员乙',
			content: { triggers: '乙的' }
		});
	});

	test('[PL5] the same saving twice is one, with one line that counts the actions', async () => {
		const { id, versionId } = await draft();
		const [actId, content] = [uuidv7(), floodPlan()];
		content.actions.push(action('f', place('county'), [4]));
		content.actions.shift();
		await save(world.planner, versionId, 1, content, actId);
		await save(world.planner, versionId, 1, content, actId);
		expect((await lines(id)).map(({ type }) => type)).toEqual(['plan.created', 'plan.saved']);
		const [row] = await db
			.select({ payload: journal.payload })
			.from(journal)
			.where(eq(journal.id, actId));
		expect(row?.payload).toMatchObject({ actions: { added: 1, removed: 1, changed: 0 } });
	});

	test('[PL6] what lacks an owner, a time or a level is not submitted, and each field says so', async () => {
		const actions = [
			action('a', null, [4]),
			action('b', place('county'), [], { withinMinutes: null })
		];
		const { versionId } = await draft(world.planner, floodPlan({ actions, classCodes: [] }));
		const refused = await submit(world.planner, versionId).catch((error: unknown) => error);
		expect(refused).toMatchObject({
			code: 'BAD_REQUEST',
			cause: {
				fields: {
					classCodes: '请写明适用哪些事件。',
					'actions.0.who': '没有责任单位。',
					'actions.1.withinMinutes': '没有时限。',
					'actions.1.levels': '没有选响应级别。'
				}
			}
		});
	});

	test('[PL4] sent back it is a draft again, with the reason; a submitted one is not written in', async () => {
		const { id, versionId } = await draft();
		await submit(world.planner, versionId);
		await expect(save(world.planner, versionId, 1)).rejects.toMatchObject({ code: 'CONFLICT' });
		await as(world.cityLeader).sendBack({ actId: uuidv7(), versionId, reason: '时限太长' });
		expect((await as(world.planner).get({ id })).open).toMatchObject({
			state: 'draft',
			sentBack: { reason: '时限太长', byName: '吉林市带班' }
		});
	});
});

describe('approved', () => {
	test('[PL7] the next one supersedes it, three years until the review, and all whom it binds hear of it', async () => {
		const { id, versionId } = await approvedPlan(db, world);
		const second = uuidv7();
		await as(world.planner).startVersion({ actId: uuidv7(), planId: id, versionId: second });
		await expect(
			as(world.planner2).startVersion({ actId: uuidv7(), planId: id, versionId: uuidv7() })
		).rejects.toMatchObject({ code: 'CONFLICT' });
		await save(world.planner, second, 1, floodPlan({ triggers: '修订' }));
		await submit(world.planner, second, 2);
		await approve(world.cityLeader, second, 2);
		const plan = await as(world.planner).get({ id });
		expect(plan.versions.map(({ number, state }) => [number, state])).toEqual([
			[2, 'approved'],
			[1, 'superseded']
		]);
		expect(plan.approved?.reviewDueAt?.slice(0, 4)).toBe(String(new Date().getUTCFullYear() + 3));
		expect((await lines(id)).at(-1)?.scope).toContain(YONGJI);
		expect((await as(world.city).version({ id: versionId })).content.triggers).toBe(
			'江河发生洪水。'
		);
	});

	test('[PL7] what supersedes another is in force from today, not from a later day: no day without a plan', async () => {
		const { id, versionId: first } = await approvedPlan(db, world);
		const versionId = uuidv7();
		await as(world.planner).startVersion({ actId: uuidv7(), planId: id, versionId });
		await submit(world.planner, versionId);
		const wanted = { versionId, revision: 1, validFrom: '2099-01-01' };
		const refused = as(world.cityLeader).approve({ actId: uuidv7(), ...wanted });
		await expect(refused).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			cause: { fields: { validFrom: m.plan_approve_gap() } }
		});
		expect(await as(world.yongji).get({ id })).toMatchObject({ approved: { id: first } });
	});

	test.each([
		['content', sql`content = '{}'`],
		['state back', sql`state = 'draft'`],
		['first day', sql`valid_from = '2030-01-01'`],
		['withdrawn with another text', sql`state = 'withdrawn', words = ''`]
	])('[PL4] is not changed by SQL either: %s', async (_name, change) => {
		const { versionId } = await approvedPlan(db, world);
		const broken = db.execute(sql`update plan_version set ${change} where id = ${versionId}`);
		await expect(broken).rejects.toMatchObject({
			cause: { message: 'an approved plan version is never changed or deleted' }
		});
		await expect(
			db.execute(sql`delete from plan_version where id = ${versionId}`)
		).rejects.toThrow();
		await expect(db.execute(sql`truncate plan_version cascade`)).rejects.toThrow();
	});

	test('[PL4] withdrawn it is in force no longer, and says so', async () => {
		const { id, versionId } = await approvedPlan(db, world);
		await as(world.cityLeader).withdraw({ actId: uuidv7(), versionId, reason: '机构调整' });
		expect(await as(world.yongji).get({ id })).toMatchObject({
			approved: null,
			withdrawn: { id: versionId }
		});
	});
});

describe('finding', () => {
	test('[PL9] two characters find a plan by an action, marked; scope holds; signs of LIKE are signs', async () => {
		const { id } = await approvedPlan(
			db,
			world,
			floodPlan({ actions: [action('a', place('county'), [4], { what: '封堵丁坝决口' })] })
		);
		const found = await as(world.yongji).list({ text: '决口' });
		expect(found.plans).toMatchObject([{ id, snippet: { hit: '决口' } }]);
		expect((await as(world.yanbian).list({ text: '决口' })).plans).toEqual([]);
		expect((await as(world.yongji).list({ text: '决%' })).plans).toEqual([]);
		expect((await as(world.yongji).list({ text: '口决' })).plans).toEqual([]);
		expect((await as(world.yongji).list({ text: "坝'\\" })).plans).toEqual([]);
		expect((await as(world.yongji).list({ text: '坝' })).plans).toMatchObject([{ id }]);
	});

	test('[PL8] the check names uncovered roles, missing agencies and units nobody can call, and calls nobody', async () => {
		const { versionId } = await draft();
		const before = await db.$count(journal);
		const checks = await as(world.planner).checks({ id: versionId });
		expect(checks).toContainEqual({ kind: 'unitWithoutPhone', name: '吉林市水利局' });
		expect(checks.map(({ kind }) => kind)).not.toContain('roleUncovered');
		expect(await db.$count(journal)).toBe(before);
		await db.delete(shift).where(eq(shift.personId, world.cityLeader.personId));
	});
});
