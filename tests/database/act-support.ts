import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { keepClocks } from '#lib/features/clock/keeping.server.ts';
import { takeIn } from '#lib/features/feed/intake.server.ts';
import { setPassword } from '#lib/features/person/enrol.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { authSession } from '#lib/server/auth/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { boxText, bytesOf, capXml, infoXml, polygonXml } from '../support/cap.ts';
import { DUNHUA, JILIN, JILIN_CITY, testPerson, YONGJI } from '../support/person.ts';
import { doors as consultationsOf, openedBy } from './consultation-support.ts';
import { filed, incidentsOf, opened } from './incident-support.ts';
import { approvedPlan, CITY_WATER, floodPlan, plansOf, planWorld } from './plan-support.ts';
import { assigned, drawn } from './task-support.ts';
import { newFeed } from './warning-support.ts';

/** Whatever a mutation asks for: nothing but the sight of the thing and the act's id may stand in his way. */
const everyRole: Who['roles'] = [
	...(['dutyOfficer', 'deputy', 'dutyLeader', 'reporter', 'planner', 'expert', 'liaison'] as const),
	...(['systemAdmin', 'securityAdmin'] as const)
];

/**
 * The world of the plans, with administrators and two people who hold every role that acts: `stranger` in a county
 * that sees nothing of it, `colleague` where `who` is. And what the cases begin from, each made anew.
 */
export async function actWorld(db: Db) {
	const world = await planWorld(db);
	const person = (unitId: string, name: string, roles: Who['roles']) =>
		testPerson(db, { unitId, name, roles });
	const feedId = await newFeed(db, { unitId: CITY_WATER, frame: 'demonstration' });
	const { city, province, planner, cityLeader } = world;
	const id = () => ({ actId: uuidv7(), id: uuidv7() });

	const report = () => filed(db, world.yongji);
	const incident = async () => opened(db, city, (await report()).id);
	const task = async (ownerUnitId = YONGJI) =>
		(await assigned(db, city, await incident(), { ownerUnitId })).id;
	const sign = async (incidentId: string) => (await drawn(db, city, incidentId)).id;
	const draft = async () => {
		const [planId, versionId] = [uuidv7(), uuidv7()];
		const start = { actId: uuidv7(), id: planId, versionId, ownerUnitId: JILIN_CITY };
		await plansOf(db, planner).create({ ...start, content: floodPlan() });
		return { planId, versionId };
	};
	const submitted = async () => {
		const made = await draft();
		const { versionId } = made;
		await plansOf(db, planner).submit({ actId: uuidv7(), versionId, revision: 1 });
		return made;
	};
	const activation = async () => {
		const [incidentId, { versionId }] = [await incident(), await approvedPlan(db, world)];
		const one = id();
		await plansOf(db, city).activate({ ...one, incidentId, versionId, level: 4 });
		return one.id;
	};
	const consultation = async () => openedBy(db, city, await incident(), [JILIN, YONGJI]);
	const rollCall = async () => {
		const actId = uuidv7();
		await consultationsOf(db, city).startRollCall({ actId, id: await consultation() });
		return actId;
	};
	const notice = async () => {
		const actId = uuidv7();
		const told = { actId, id: await incident(), text: '请作准备', unitIds: [YONGJI] };
		await incidentsOf(db, city).inform(told);
		return actId;
	};
	const warning = async () => {
		const area = polygonXml(boxText(125.9, 43.4, 126.6, 43.7));
		const text = capXml({ identifier: uuidv7(), inside: infoXml({ area }) });
		const arrived = { name: 'test', bytes: bytesOf(text), isNew: true };
		const { warnings } = await takeIn(db, world.waterLiaison, feedId, arrived);
		const [kept] = warnings;
		if (!kept || kept.became === 'ignored') throw new Error('no warning was kept');
		return kept.card.id;
	};
	/** One that the province writes to the state: it may be stopped by a call as well as waived. */
	const clock = async () => {
		const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
		const [card] = await db.transaction((tx) =>
			keepClocks(tx, province, {
				...{ threadId: uuidv7(), incidentId: null, title: '口前镇洪水', classCode: '11A01' },
				...{ level: 1, sensitive: false, occurredAt: ago(10), receivedAt: ago(5) },
				...{ fromUnitId: JILIN, scope: [JILIN], isOpen: true }
			})
		);
		if (!card) throw new Error('no clock was started');
		return card.id;
	};
	const session = async (who: Who) => {
		const one = { id: uuidv7(), userId: who.personId, token: randomUUID() };
		await db.insert(authSession).values({ ...one, expiresAt: new Date(Date.now() + 3_600_000) });
		return one.id;
	};
	const token = async (who: Who) => {
		const one = id();
		await callerFor({ db, who }).account.makeToken({
			...{ ...one, name: '值守程序', days: 1 },
			scopes: ['read']
		});
		return one;
	};
	const withPassword = async (password: string) => {
		const who = await person(JILIN_CITY, '改密码的人', ['reporter']);
		await db.transaction((tx) => setPassword(tx, who.personId, password, 'lasting'));
		return who;
	};

	return {
		...world,
		admin: await person(JILIN, '系统管理员', ['systemAdmin']),
		security: await person(JILIN, '安全管理员', ['securityAdmin']),
		leader: cityLeader,
		newcomer: () => person(YONGJI, '新来的人', []),
		stranger: await person(DUNHUA, '敦化的人', everyRole),
		colleagueOf: ({ unitId }: Who) => person(unitId, '同单位的人', everyRole),
		...{ report, incident, task, sign, draft, submitted, activation, consultation, rollCall },
		...{ notice, warning, clock, session, token, withPassword }
	};
}
export type ActWorld = Awaited<ReturnType<typeof actWorld>>;
