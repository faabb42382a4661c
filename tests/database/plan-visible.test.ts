import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PlanContent } from '#lib/features/plan/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN_CITY } from '../support/person.ts';
import { filed, incidentsOf, opened } from './incident-support.ts';
import { floodPlan, plansOf, planWorld, type PlanWorld } from './plan-support.ts';
import {
	everyReader,
	relations,
	shownTo,
	wanted,
	type Door,
	type ReaderOf
} from './visible-support.ts';

const db = await testDatabase();
let world: PlanWorld;
let readerOf: ReaderOf;
beforeAll(async () => {
	world = await planWorld(db);
	readerOf = await everyReader(db);
});
const as = (who: Who) => plansOf(db, who);

/** What was approved is read by duty, reporters, planners, experts and liaisons in the plan's area, below its owner and above. */
const APPROVED = wanted({
	'dutyOfficer, deputy, dutyLeader, reporter, planner, expert, liaison':
		'seen seen seen hidden hidden',
	'planner by token, dutyOfficer by token': 'seen seen seen hidden hidden',
	'screen, systemAdmin, securityAdmin, auditAdmin':
		'forbidden forbidden forbidden forbidden forbidden'
});
/** A draft by the planners and leaders of the owner's unit and of those above it, in person. */
const DRAFT = wanted({
	'planner, dutyLeader': 'seen seen hidden hidden hidden',
	'dutyOfficer, deputy, reporter, expert, liaison': 'hidden hidden hidden hidden hidden',
	'planner by token, dutyOfficer by token': 'hidden hidden hidden hidden hidden',
	'screen, systemAdmin, securityAdmin, auditAdmin':
		'forbidden forbidden forbidden forbidden forbidden'
});

let count = 0;
/** Words that stand in one version only; no two of them share two characters. */
const secretWords = () => String.fromCodePoint(0x4e00 + count, 0x5200 + count, 0x5a00 + count++);
const saying = (words: string): PlanContent => floodPlan({ triggers: words });

type Version = { planId: string; id: string; words: string };

async function drafted(): Promise<Version> {
	const version = { planId: uuidv7(), id: uuidv7(), words: secretWords() };
	await as(world.planner).create({
		...{ actId: uuidv7(), id: version.planId, versionId: version.id },
		...{ ownerUnitId: JILIN_CITY, content: saying(version.words) }
	});
	return version;
}
async function draftedOver({ planId }: Version): Promise<Version> {
	const version = { planId, id: uuidv7(), words: secretWords() };
	await as(world.planner).startVersion({ actId: uuidv7(), planId, versionId: version.id });
	await as(world.planner).save({
		...{ actId: uuidv7(), versionId: version.id, revision: 1 },
		content: saying(version.words)
	});
	return version;
}
const revisionOf = async ({ planId }: Version) =>
	(await as(world.planner).get({ id: planId })).open?.revision ?? 0;
async function submitted(version: Version): Promise<Version> {
	const revision = await revisionOf(version);
	await as(world.planner).submit({ actId: uuidv7(), versionId: version.id, revision });
	return version;
}
async function approved(version: Version): Promise<Version> {
	const revision = await revisionOf(await submitted(version));
	const validFrom = '2020-01-01';
	await as(world.cityLeader).approve({
		actId: uuidv7(),
		versionId: version.id,
		revision,
		validFrom
	});
	return version;
}
async function sentBack(version: Version): Promise<Version> {
	await submitted(version);
	const reason = '时限太长';
	await as(world.cityLeader).sendBack({ actId: uuidv7(), versionId: version.id, reason });
	return version;
}
async function withdrawn(version: Version): Promise<Version> {
	const reason = '机构调整';
	await as(world.cityLeader).withdraw({ actId: uuidv7(), versionId: version.id, reason });
	return version;
}

/** The doors that show a version's words or that there is such a version. */
const doorsTo = ({ planId, id, words }: Version): Record<string, Door> => ({
	get: async (who) => {
		const { versions } = await as(who).get({ id: planId });
		return versions.some((one) => one.id === id);
	},
	version: async (who) => (await as(who).version({ id })).content.triggers === words,
	checks: async (who) => (await as(who).checks({ id })).length >= 0
});
/** Those that show it as what a plan is at present. */
const currentDoorsTo = (version: Version): Record<string, Door> => ({
	...doorsTo(version),
	search: async (who) => {
		const { plans } = await as(who).list({ text: version.words });
		return plans.some((one) => one.id === version.planId && one.snippet?.hit === version.words);
	},
	card: async (who) => {
		const { plans } = await as(who).list({});
		const card = plans.find(({ id }) => id === version.planId);
		return [card?.approved, card?.open, card?.withdrawn].some((one) => one?.id === version.id);
	}
});

describe('[PL2] who sees a version', () => {
	test.each([
		['a first draft', () => drafted(), DRAFT],
		['a first draft, submitted', async () => submitted(await drafted()), DRAFT],
		['a first draft, sent back', async () => sentBack(await drafted()), DRAFT],
		['approved', async () => approved(await drafted()), APPROVED],
		[
			'a draft beside an approved one',
			async () => draftedOver(await approved(await drafted())),
			DRAFT
		],
		[
			'submitted beside an approved one',
			async () => submitted(await draftedOver(await approved(await drafted()))),
			DRAFT
		],
		[
			'a draft after a withdrawn one',
			async () => draftedOver(await withdrawn(await approved(await drafted()))),
			DRAFT
		],
		['withdrawn', async () => withdrawn(await approved(await drafted())), APPROVED]
	])('%s', async (_name, made, table) => {
		expect(await shownTo(readerOf, currentDoorsTo(await made()))).toEqual(table);
	});

	test('superseded: with the others of the plan', async () => {
		const first = await approved(await drafted());
		await approved(await draftedOver(first));
		expect(await shownTo(readerOf, doorsTo(first))).toEqual(APPROVED);
	});

	test('with an area beside the owner: what is approved is read there, and a draft is not', async () => {
		const first = await drafted();
		const content = floodPlan({ triggers: first.words, areaUnitIds: [relations.sibling] });
		await as(world.planner).save({ actId: uuidv7(), versionId: first.id, revision: 1, content });
		await approved(first);
		expect(await shownTo(readerOf, currentDoorsTo(first))).toEqual(
			wanted({
				'dutyOfficer, deputy, dutyLeader, reporter, planner, expert, liaison':
					'seen seen seen seen seen',
				'planner by token, dutyOfficer by token': 'seen seen seen seen seen',
				'screen, systemAdmin, securityAdmin, auditAdmin':
					'forbidden forbidden forbidden forbidden forbidden'
			})
		);
		expect(await shownTo(readerOf, currentDoorsTo(await draftedOver(first)))).toEqual(DRAFT);
	});

	test('approved, while the next is written: the approved one as before', async () => {
		const first = await approved(await drafted());
		await submitted(await draftedOver(first));
		const { search: _, ...doors } = currentDoorsTo(first);
		expect(await shownTo(readerOf, doors)).toEqual(APPROVED);
	});
});

describe('[PL2] what is told of a draft', () => {
	/** What every screen of a unit gets by the push line, and by its list of the newest lines. */
	async function toldOf(planId: string) {
		const rows = await db
			.select({ payload: journal.payload, scope: journal.scope })
			.from(journal)
			.where(sql`${journal.subject} = ${`plan:${planId}`}`)
			.orderBy(journal.seq);
		return rows.map(({ payload, scope }) => ({ text: JSON.stringify(payload), scope }));
	}

	test('the lines of a plan that was never approved say nothing of what is in it, its title neither', async () => {
		const { planId } = await sentBack(await drafted());
		const told = await toldOf(planId);
		expect(told).toHaveLength(3);
		for (const { text, scope } of told) {
			expect(text).not.toContain(floodPlan().title);
			expect(text).not.toContain('"open":{');
			expect(scope.toSorted()).toEqual([...world.planner.unitPath].sort());
		}
		const lines = await callerFor({ db, who: readerOf('screen', 'own') }).journal.recent({});
		const own = lines.filter(({ subject }) => subject === `plan:${planId}`);
		expect(own).toHaveLength(3);
		expect(JSON.stringify(own)).not.toContain(floodPlan().title);
	});

	test('the lines of a later draft name the plan by the title in force', async () => {
		const first = await approved(await drafted());
		const second = await draftedOver(first);
		await as(world.planner).save({
			...{ actId: uuidv7(), versionId: second.id, revision: 2 },
			content: floodPlan({ title: '吉林市防洪应急预案' })
		});
		const last = (await toldOf(first.planId)).at(-1);
		expect(last?.text).toContain('吉林市防汛应急预案');
		expect(last?.text).not.toContain('防洪');
	});
});

/** An incident that all five units see. */
async function openToAll(): Promise<string> {
	const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
	const unitIds = [relations.sibling, relations.stranger];
	await incidentsOf(db, world.city).inform({ actId: uuidv7(), id, text: '请关注。', unitIds });
	return id;
}

test('[PL12] [PL2] what a draft would do is for those who read it and may activate', async () => {
	const incidentId = await openToAll();
	const draft = await draftedOver(await approved(await drafted()));
	const consequences: Door = async (who) =>
		(await as(who).consequences({ incidentId, versionId: draft.id, level: 4 })).tasks.length > 0;
	expect(await shownTo(readerOf, { consequences })).toEqual(
		wanted({
			dutyLeader: 'seen seen hidden hidden hidden',
			'dutyOfficer, deputy': 'hidden hidden hidden hidden hidden',
			'planner, reporter, expert, liaison, planner by token, dutyOfficer by token':
				'forbidden forbidden forbidden forbidden forbidden',
			'screen, systemAdmin, securityAdmin, auditAdmin':
				'forbidden forbidden forbidden forbidden forbidden'
		})
	);
});

test('[PL18] where a plan was used is for those who read the plan and see the incident', async () => {
	const incidentId = await openToAll();
	const { planId, id: versionId } = await approved(await drafted());
	await as(world.city).activate({ actId: uuidv7(), id: uuidv7(), incidentId, versionId, level: 4 });
	const used: Door = async (who) => (await as(who).usedIn({ id: planId })).length > 0;
	expect(await shownTo(readerOf, { used })).toEqual(
		wanted({
			'dutyOfficer, deputy, dutyLeader, reporter, planner, liaison': 'seen seen seen hidden hidden',
			'planner by token, dutyOfficer by token': 'seen seen seen hidden hidden',
			expert: 'hidden hidden hidden hidden hidden',
			'screen, systemAdmin, securityAdmin, auditAdmin':
				'forbidden forbidden forbidden forbidden forbidden'
		})
	);
	const response: Door = async (who) => {
		const { activations } = await as(who).responses({ incidentId });
		return activations.some((one) => one.planId === planId);
	};
	expect(await shownTo(readerOf, { response })).toEqual(
		wanted({
			'dutyOfficer, deputy, dutyLeader, reporter, planner, liaison, screen':
				'seen seen seen seen seen',
			'planner by token, dutyOfficer by token': 'seen seen seen seen seen',
			'expert, systemAdmin, securityAdmin, auditAdmin':
				'forbidden forbidden forbidden forbidden forbidden'
		})
	);
});
