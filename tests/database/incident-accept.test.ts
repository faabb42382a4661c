import { and, eq, like } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { clock } from '#lib/features/clock/tables.server.ts';
import { incident, incidentThread } from '#lib/features/incident/tables.server.ts';
import { reportReceipt } from '#lib/features/report/tables.server.ts';
import { openDb } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, JILIN_CITY, whoOf, YANBIAN, YONGJI } from '../support/person.ts';
import { filed, incidentsOf, incidentWorld, opened, type World } from './incident-support.ts';

const db = await testDatabase();
let world: World;
beforeAll(async () => {
	world = await incidentWorld(db);
});

const intoNew = (reportId: string) => ({
	actId: uuidv7(),
	reportId,
	incidentId: uuidv7(),
	open: { title: '永吉县口前镇洪水' }
});

const threadOf = async (threadId: string) => {
	const [row] = await db.select().from(incidentThread).where(eq(incidentThread.threadId, threadId));
	return row;
};

describe('who may not accept', () => {
	test('[IN2] nobody who is not signed in', async () => {
		const card = await filed(db, world.yongji);
		await expect(incidentsOf(db, null).accept(intoNew(card.id))).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
	});

	test('[IN2] a reporter, a leader and an administrator do not: the desk does', async () => {
		const card = await filed(db, world.yongji);
		for (const who of [world.yongji, world.cityLeader, world.auditor]) {
			await expect(incidentsOf(db, who).accept(intoNew(card.id))).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		expect(await threadOf(card.threadId)).toBeUndefined();
	});

	test('[IN2] a token without the scope "incident" does not', async () => {
		const card = await filed(db, world.yongji);
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(incidentsOf(db, token).accept(intoNew(card.id))).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test('[IN2] a desk that cannot see the report is told that there is none', async () => {
		const card = await filed(db, world.yongji);
		await expect(incidentsOf(db, world.yanbian).accept(intoNew(card.id))).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('[IN2] a desk that sees a report which was not addressed to it does not', async () => {
		const card = await filed(db, world.yongji, { at: { lon: 128.2, lat: 43.4 } });
		await expect(incidentsOf(db, world.yanbian).accept(intoNew(card.id))).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

describe('accepting into a new incident', () => {
	test('[IN3] opens it with what the report says, seen by all who may see the report', async () => {
		const card = await filed(db, world.yongji, { level: 2 });
		const act = intoNew(card.id);
		expect(await incidentsOf(db, world.city).accept(act)).toEqual({
			incidentId: act.incidentId,
			opened: true
		});

		const [row] = await db.select().from(incident).where(eq(incident.id, act.incidentId));
		expect(row).toMatchObject({
			title: act.open.title,
			classCode: '11A01',
			ownerUnitId: JILIN_CITY,
			placeUnitId: YONGJI,
			at: card.at,
			// The reporter's own estimate is never taken for the grade.
			incidentLevel: null,
			responseLevel: null,
			scope: [JILIN, JILIN_CITY, YONGJI]
		});
		const [line] = await db.select().from(journal).where(eq(journal.id, act.actId));
		expect(line).toMatchObject({
			type: 'incident.opened',
			subject: `incident:${act.incidentId}`,
			actorName: '吉林市主班',
			payload: {
				card: {
					id: act.incidentId,
					reportCount: 1,
					lastReportAt: card.receivedAt,
					threads: [{ threadId: card.id, number: 0 }]
				},
				reportId: card.id
			}
		});
		const [receipt] = await db
			.select()
			.from(reportReceipt)
			.where(and(eq(reportReceipt.reportId, card.id), eq(reportReceipt.unitId, JILIN_CITY)));
		expect(receipt).toMatchObject({ outcome: 'accepted', incidentId: act.incidentId });
	});

	test('[IN4] starts the desk’s own clocks from the arrival, and shows the county’s with the incident', async () => {
		const card = await filed(db, world.yongji);
		const id = await opened(db, world.city, card.id);
		const rows = await db.select().from(clock).where(eq(clock.incidentId, id));
		expect(rows.map((row) => [row.fromUnitId, row.toUnitId, row.threadId === null])).toEqual(
			expect.arrayContaining([
				[JILIN_CITY, JILIN, true],
				[YONGJI, JILIN_CITY, false],
				[YONGJI, JILIN, false]
			])
		);
		const own = rows.find((row) => row.fromUnitId === JILIN_CITY);
		expect(own?.startedAt.toISOString()).toBe(card.receivedAt);
	});

	test('[IN5] the same act again changes nothing and answers the same incident', async () => {
		const card = await filed(db, world.yongji);
		const act = intoNew(card.id);
		await incidentsOf(db, world.city).accept(act);
		expect(await incidentsOf(db, world.city).accept(act)).toEqual({
			incidentId: act.incidentId,
			opened: false
		});
		const lines = await db
			.select()
			.from(journal)
			.where(
				and(eq(journal.subject, `incident:${act.incidentId}`), like(journal.type, 'incident.%'))
			);
		expect(lines).toHaveLength(1);
	});

	test('[IN5] an incident id that stands for another event is refused', async () => {
		const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const other = await filed(db, world.yongji);
		await expect(
			incidentsOf(db, world.city).accept({ ...intoNew(other.id), incidentId: id })
		).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await threadOf(other.threadId)).toBeUndefined();
	});

	test('[IN6] all waiting reports of the thread are accepted with it', async () => {
		const first = await filed(db, world.yongji);
		const second = await filed(db, world.yongji, { kind: 'followup', previousId: first.id });
		await opened(db, world.city, second.id);
		const rows = await db
			.select({ outcome: reportReceipt.outcome })
			.from(reportReceipt)
			.where(and(eq(reportReceipt.reportId, first.id), eq(reportReceipt.unitId, JILIN_CITY)));
		expect(rows).toEqual([{ outcome: 'accepted' }]);
	});
});

describe('a thread belongs to one incident', () => {
	test('[IN5] a second desk that would open another one joins the first', async () => {
		const card = await filed(db, world.yongji);
		const id = await opened(db, world.city, card.id);
		const act = intoNew(card.id);
		expect(await incidentsOf(db, world.province).accept(act)).toEqual({
			incidentId: id,
			opened: false
		});
		const [line] = await db.select().from(journal).where(eq(journal.id, act.actId));
		expect(line).toMatchObject({ type: 'incident.unitJoined', payload: { unitName: '吉林省' } });
		const clocks = await db.select().from(clock).where(eq(clock.incidentId, id));
		expect(clocks.map((row) => row.fromUnitId)).toContain(JILIN);
	});

	test('[IN5] a second desk that chose another incident is told which it is in, and to merge', async () => {
		const card = await filed(db, world.yongji);
		await opened(db, world.city, card.id, '甲事件');
		const other = await opened(db, world.province, (await filed(db, world.yongji)).id);
		await expect(
			incidentsOf(db, world.province).accept({
				actId: uuidv7(),
				reportId: card.id,
				incidentId: other,
				open: null
			})
		).rejects.toMatchObject({
			code: 'CONFLICT',
			message: expect.stringContaining('甲事件') as string
		});
	});

	test('[IN5] two desks that accept at the same moment have one incident', async () => {
		const secondDb = openDb(db.url);
		for (let round = 0; round < 10; round += 1) {
			const card = await filed(db, world.yongji);
			const [a, b, c] = await Promise.all([
				incidentsOf(db, world.city).accept(intoNew(card.id)),
				incidentsOf(secondDb, world.province).accept(intoNew(card.id)),
				incidentsOf(secondDb, world.cityDeputy).accept(intoNew(card.id))
			]);
			expect(new Set([a.incidentId, b.incidentId, c.incidentId]).size).toBe(1);
			expect([a, b, c].filter(({ opened }) => opened)).toHaveLength(1);
		}
		await secondDb.end();
	});

	test('[IN6] a follow-up that comes later belongs to the incident and is counted by it', async () => {
		const first = await filed(db, world.yongji);
		const id = await opened(db, world.city, first.id);
		const second = await filed(db, world.yongji, { kind: 'followup', previousId: first.id });
		const page = await incidentsOf(db, world.city).get({ id });
		expect(page.card).toMatchObject({ reportCount: 2, lastReportAt: second.receivedAt });
		expect(page.threads.map(({ reports }) => reports.map(({ report }) => report.id))).toEqual([
			[first.id, second.id]
		]);
	});
});

describe('accepting into an existing incident', () => {
	test('[IN3] the thread joins, and those who see it see the incident', async () => {
		const id = await opened(db, world.province, (await filed(db, world.yongji)).id);
		const card = await filed(db, world.dunhua);
		const act = { actId: uuidv7(), reportId: card.id, incidentId: id, open: null };
		expect(await incidentsOf(db, world.province).accept(act)).toEqual({
			incidentId: id,
			opened: false
		});
		const [line] = await db.select().from(journal).where(eq(journal.id, act.actId));
		expect(line?.type).toBe('incident.reportJoined');
		expect(line?.scope).toContain(YANBIAN);
		expect((await incidentsOf(db, world.yanbian).get({ id })).card.reportCount).toBe(2);
	});

	test('[IN3] one that does not exist, or that the desk may not see, is not found', async () => {
		const hidden = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const card = await filed(db, world.dunhua);
		for (const incidentId of [hidden, uuidv7()]) {
			await expect(
				incidentsOf(db, world.yanbian).accept({
					actId: uuidv7(),
					reportId: card.id,
					incidentId,
					open: null
				})
			).rejects.toMatchObject({ code: 'NOT_FOUND' });
		}
	});
});
