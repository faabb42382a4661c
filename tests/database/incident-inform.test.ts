import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IncidentEvent } from '#lib/features/incident/events.ts';
import { applyNoticeEvent, waitingNotices } from '#lib/features/incident/notices.ts';
import { incident } from '#lib/features/incident/tables.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { openDb } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
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
import {
	figure,
	filed,
	incidentsOf,
	incidentWorld,
	opened,
	type World
} from './incident-support.ts';

const db = await testDatabase();
let world: World;
let dunhuaSecond: Who;
let yongjiDesk: Who;
let id: string;
beforeAll(async () => {
	world = await incidentWorld(db);
	dunhuaSecond = await testPerson(db, { unitId: DUNHUA, name: '敦化副班', roles: ['deputy'] });
	yongjiDesk = await testPerson(db, { unitId: YONGJI, name: '永吉主班', roles: ['dutyOfficer'] });
});
beforeEach(async () => {
	const card = await filed(db, world.yongji, { body: { figures: { dead: figure(4) } } });
	id = await opened(db, world.city, card.id);
});

const TEXT = '化工桶预计傍晚到达，发现漂浮桶不得靠近。';
const as = (who: Who | null, at = db) => incidentsOf(at, who);
/** Returns the notice's id. */
async function inform(unitIds: string[], who: Who | null = world.city, text = TEXT) {
	const actId = uuidv7();
	await as(who).inform({ actId, id, text, unitIds });
	return actId;
}
const acknowledge = (noticeId: string, who: Who | null = world.dunhuaDesk, actId = uuidv7()) =>
	as(who).acknowledgeInform({ actId, noticeId });
const linesOf = (type: string, subjectId = id) =>
	db
		.select()
		.from(journal)
		.where(eq(journal.subject, `incident:${subjectId}`))
		.orderBy(journal.seq)
		.then((lines) => lines.filter((line) => line.type === type));
const scopeOf = async (incidentId = id) =>
	(await db.select({ scope: incident.scope }).from(incident).where(eq(incident.id, incidentId)))[0]
		?.scope;
const waitingAt = async (who: Who) =>
	(await as(who).informedOpen()).notices
		.filter((notice) => notice.incidentId === id)
		.map((notice) => notice.id);

describe('who may not inform', () => {
	test('[IN17] neither somebody who is not signed in, nor a reporter, nor an administrator, nor a token without "incident"', async () => {
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(inform([DUNHUA], null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.yongji, world.auditor, token]) {
			await expect(inform([DUNHUA], who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[IN17] no desk that cannot see it, and none that sees it and takes no part, as one that was informed', async () => {
		await expect(inform([DUNHUA], world.yanbian)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await inform([DUNHUA]);
		await expect(inform([CHANGBAISHAN], world.dunhuaDesk)).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await expect(inform([DUNHUA], yongjiDesk)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('who may not acknowledge', () => {
	test('[IN18] nobody but a desk of the unit that was told, or the liaison of an agency', async () => {
		const noticeId = await inform([DUNHUA]);
		const leader = await testPerson(db, { unitId: DUNHUA, roles: ['dutyLeader'] });
		const token = await whoOf(db, world.dunhuaDesk.personId, ['read', 'report']);
		await expect(acknowledge(noticeId, null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.dunhua, leader, world.auditor, token]) {
			await expect(acknowledge(noticeId, who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		for (const who of [world.city, world.yanbian, world.province, yongjiDesk]) {
			await expect(acknowledge(noticeId, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		}
		expect(await waitingAt(world.dunhuaDesk)).toEqual([noticeId]);

		const liaison = await testPerson(db, { unitId: DUNHUA, name: '联络员', roles: ['liaison'] });
		expect(await acknowledge(noticeId, liaison)).toMatchObject({ acknowledgedByName: '联络员' });
	});

	test('[IN18] what waits is read by no administrator and by nobody who is not signed in', async () => {
		await expect(as(null).informedOpen()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(as(world.auditor).informedOpen()).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('informing', () => {
	test('[IN17] the unit and those above it see the incident, and the line says who was told what', async () => {
		expect(await scopeOf()).toEqual([JILIN, JILIN_CITY, YONGJI]);
		const noticeId = await inform([DUNHUA, DUNHUA]);
		const scope = [JILIN, JILIN_CITY, YONGJI, YANBIAN, DUNHUA];
		expect(await scopeOf()).toEqual([...scope].sort());
		const [line, ...more] = await linesOf('incident.informed');
		expect(more).toEqual([]);
		expect(line).toMatchObject({
			id: noticeId,
			actorName: '吉林市主班',
			payload: {
				card: { id },
				notice: {
					id: noticeId,
					text: TEXT,
					byUnitName: '吉林市',
					units: [{ unitId: DUNHUA, unitName: '敦化市', acknowledgedAt: null }]
				}
			}
		});
		expect(line?.scope.sort()).toEqual([...scope].sort());
		for (const who of [world.dunhuaDesk, world.yanbian]) {
			expect((await as(who).list()).incidents.map((card) => card.id)).toContain(id);
		}
		const beside = await testPerson(db, { unitId: CHANGBAISHAN, roles: ['dutyOfficer'] });
		await expect(as(beside).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[IN1] an informed unit sees card, notices and log from then on; reports and figures stay hidden and are counted', async () => {
		await as(world.city).note({ actId: uuidv7(), id, text: '此前的内部记录' });
		const noticeId = await inform([DUNHUA]);
		const page = await as(world.dunhuaDesk).get({ id });
		expect(page).toMatchObject({ hiddenReports: 1, threads: [], known: [], clocks: [], acts: [] });
		expect(page.card.title).toBe('永吉县口前镇洪水');
		expect(page.people.reporters).toEqual([]);
		expect(page.notices).toMatchObject([{ id: noticeId, text: TEXT, byName: '吉林市主班' }]);
		const { lines } = await as(world.dunhuaDesk).timeline({ id });
		expect(lines.map(({ type }) => type)).toEqual(['incident.informed']);
	});

	test('[IN17] it is for good: later changes keep the unit in the scope', async () => {
		await inform([DUNHUA]);
		const grade = { which: 'incidentLevel', seen: null, level: 2, reason: '死亡四人' } as const;
		await as(world.city).grade({ actId: uuidv7(), id, ...grade });
		await as(world.city).close({ actId: uuidv7(), id });
		expect(await scopeOf()).toContain(DUNHUA);
	});

	test('[IN17] the same act again tells nobody twice', async () => {
		const once = { actId: uuidv7(), id, text: TEXT, unitIds: [DUNHUA] };
		await as(world.city).inform(once);
		await acknowledge(once.actId);
		const card = await as(world.city).inform(once);
		expect(card.id).toBe(id);
		expect(await linesOf('incident.informed')).toHaveLength(1);
		expect(await waitingAt(world.dunhuaDesk)).toEqual([]);
	});

	test('[IN17] a unit told twice has two notices, each acknowledged by itself', async () => {
		const first = await inform([DUNHUA, CHANGBAISHAN]);
		const second = await inform([DUNHUA], world.province, '更正：约7000只。');
		expect(await waitingAt(world.dunhuaDesk)).toEqual([first, second]);
		await acknowledge(second);
		expect(await waitingAt(world.dunhuaDesk)).toEqual([first]);
		const { notices } = await as(world.city).get({ id });
		expect(notices.map((notice) => notice.id)).toEqual([second, first]);
		expect(notices[1]?.units).toMatchObject([
			{ unitId: DUNHUA, acknowledgedAt: null },
			{ unitId: CHANGBAISHAN, acknowledgedAt: null }
		]);
	});

	test('[IN17] one’s own unit, an unknown one and one no longer in force refuse the whole act', async () => {
		await db
			.insert(unit)
			.values({
				id: 'old',
				kind: 'county',
				name: '旧县',
				nameEn: 'Old',
				shortName: '旧县',
				parentId: JILIN_CITY,
				path: ['old', JILIN_CITY, JILIN],
				validFrom: '2000-01-01',
				validTo: '2010-01-01'
			})
			.onConflictDoNothing();
		for (const wrong of [JILIN_CITY, 'nowhere', 'old']) {
			await expect(inform([DUNHUA, wrong])).rejects.toMatchObject({
				code: 'BAD_REQUEST',
				cause: { fields: { unitIds: expect.any(String) as string } }
			});
		}
		expect(await linesOf('incident.informed')).toEqual([]);
		expect(await waitingAt(world.dunhuaDesk)).toEqual([]);
	});

	test('[IN11] of a closed incident nobody is informed', async () => {
		await as(world.city).close({ actId: uuidv7(), id });
		await expect(inform([DUNHUA])).rejects.toMatchObject({ code: 'CONFLICT' });
	});
});

describe('acknowledging', () => {
	test('[IN18] the teller sees who has and who has not, and when', async () => {
		const noticeId = await inform([DUNHUA, CHANGBAISHAN]);
		expect(await acknowledge(noticeId)).toMatchObject({
			unitId: DUNHUA,
			acknowledgedByName: '敦化主班'
		});
		const { notices } = await as(world.city).get({ id });
		const [dunhua, changbaishan] = notices[0]?.units ?? [];
		expect(dunhua?.acknowledgedByName).toBe('敦化主班');
		expect(Math.abs(Date.parse(dunhua?.acknowledgedAt ?? '') - Date.now())).toBeLessThan(10_000);
		expect(changbaishan?.acknowledgedAt).toBeNull();
		const [line] = await linesOf('incident.informAcknowledged');
		expect(line).toMatchObject({ payload: { noticeId, unit: { unitId: DUNHUA } } });
		expect(line?.scope).toEqual(expect.arrayContaining([JILIN_CITY, DUNHUA]));
	});

	test('[IN18] the same act again, and a second desk later, change nothing', async () => {
		const noticeId = await inform([DUNHUA]);
		const actId = uuidv7();
		const first = await acknowledge(noticeId, world.dunhuaDesk, actId);
		expect(await acknowledge(noticeId, world.dunhuaDesk, actId)).toEqual(first);
		expect(await acknowledge(noticeId, dunhuaSecond)).toEqual(first);
		expect(await linesOf('incident.informAcknowledged')).toHaveLength(1);
	});

	test('[IN18] two desks of the unit at the same moment: one acknowledges, both learn who', async () => {
		const noticeId = await inform([DUNHUA]);
		const secondDb = openDb(db.url);
		const answers = await Promise.all([
			acknowledge(noticeId),
			as(dunhuaSecond, Object.assign(secondDb, { url: db.url })).acknowledgeInform({
				actId: uuidv7(),
				noticeId
			})
		]);
		await secondDb.end();
		expect(answers[0]).toEqual(answers[1]);
		expect(await linesOf('incident.informAcknowledged')).toHaveLength(1);
	});

	test('[IN18] it waits after the closing too, and can be acknowledged then', async () => {
		const noticeId = await inform([DUNHUA]);
		await as(world.city).close({ actId: uuidv7(), id });
		expect(await waitingAt(world.dunhuaDesk)).toEqual([noticeId]);
		await acknowledge(noticeId);
		expect(await waitingAt(world.dunhuaDesk)).toEqual([]);
	});
});

describe('merging', () => {
	test('[IN17] those informed of the part see the whole, and of both after the merge is undone', async () => {
		const noticeId = await inform([DUNHUA]);
		const into = await opened(db, world.city, (await filed(db, world.yongji)).id);
		await as(world.city).merge({ actId: uuidv7(), id, intoId: into });
		expect(await scopeOf(into)).toContain(DUNHUA);
		const whole = await as(world.city).get({ id: into });
		expect(whole.notices.map((notice) => notice.id)).toEqual([noticeId]);
		const [waiting] = (await as(world.dunhuaDesk).informedOpen()).notices.filter(
			(notice) => notice.id === noticeId
		);
		expect(waiting).toMatchObject({ incidentId: id, shownInId: into });
		// Of what was merged nobody is informed where it was.
		await expect(inform([CHANGBAISHAN])).rejects.toMatchObject({ code: 'CONFLICT' });

		await as(world.city).unmerge({ actId: uuidv7(), id });
		expect(await scopeOf()).toContain(DUNHUA);
		expect(await scopeOf(into)).not.toContain(DUNHUA);
	});

	test('[IN18] a notice of the part is acknowledged while it is merged, and who sees the whole is told', async () => {
		const noticeId = await inform([DUNHUA]);
		const into = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const toWhole = uuidv7();
		await as(world.city).inform({
			actId: toWhole,
			id: into,
			text: TEXT,
			unitIds: [CHANGBAISHAN]
		});
		await as(world.city).merge({ actId: uuidv7(), id, intoId: into });
		await acknowledge(noticeId);
		const [line] = await linesOf('incident.informAcknowledged');
		expect(line?.scope).toContain(CHANGBAISHAN);
		const { notices } = await as(world.city).get({ id: into });
		expect(notices.find((notice) => notice.id === noticeId)?.units).toMatchObject([
			{ acknowledgedByName: '敦化主班' }
		]);
	});
});

test('[IN12] the desk’s list built from events alone is the one that the query finds, also when they come twice', async () => {
	const { cursor: _, notices: before } = await as(world.dunhuaDesk).informedOpen();
	const first = await inform([DUNHUA, CHANGBAISHAN]);
	const second = await inform([DUNHUA], world.province);
	await acknowledge(first);
	const lines = await db
		.select()
		.from(journal)
		.where(eq(journal.subject, `incident:${id}`))
		.orderBy(journal.seq);
	const events = lines as unknown as IncidentEvent[];
	const list = new Map(before.map((notice) => [notice.id, notice]));
	for (const event of [...events, ...events]) applyNoticeEvent(list, DUNHUA, event);
	const { notices } = await as(world.dunhuaDesk).informedOpen();
	expect(waitingNotices(list)).toEqual(notices);
	expect(notices.map((notice) => notice.id)).toContain(second);
});
