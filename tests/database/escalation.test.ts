import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { escalate, startEscalation } from '#lib/features/report/escalation.server.ts';
import { decideReceipt } from '#lib/features/report/receipts.server.ts';
import { reportReceipt } from '#lib/features/report/tables.server.ts';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { outageDatabase } from '../support/database.ts';
import { JILIN } from '../support/person.ts';
import { draft, reportScene, type ReportScene } from './report-support.ts';

const outage = await outageDatabase();
let s: ReportScene;
beforeAll(async () => {
	s = await reportScene();
});

/** A report that has lain at its addressees for so long. */
async function waiting(seconds: number, changes: Parameters<typeof draft>[0] = {}) {
	const card = await s.as(s.reporter).file(draft(changes));
	await s.db
		.update(reportReceipt)
		.set({ arrivedAt: sql`now() - make_interval(secs => ${seconds})` })
		.where(eq(reportReceipt.reportId, card.id));
	return card;
}

const escalations = async (reportId: string) =>
	(
		await s.db
			.select()
			.from(journal)
			.where(and(eq(journal.subject, `report:${reportId}`), eq(journal.type, 'report.escalated')))
			.orderBy(journal.seq)
	).map(({ payload, actor, scope }) => ({
		...(payload as { to: string; title: string; frame: string; receipt: { unitId: string } }),
		actor,
		scope
	}));
const alerts = async (reportId: string) => (await escalations(reportId)).map(({ to }) => to);

test('[RP25] after 60 s the deputy is alerted, after 180 s the leader, each once', async () => {
	const [fresh, deputys, leaders] = [await waiting(50), await waiting(61), await waiting(181)];
	await escalate(s.db);
	await escalate(s.db);
	expect(await alerts(fresh.id)).toEqual([]);
	expect(await alerts(deputys.id)).toEqual(['deputy']);
	expect(await alerts(leaders.id)).toEqual(['deputy', 'leader']);
	const [line] = await escalations(deputys.id);
	expect(line).toMatchObject({ actor: null, title: deputys.title, receipt: { unitId: '220200' } });
	expect(line?.scope).toContain(JILIN);
});

test('[RP25] each addressee has its own alarm', async () => {
	const card = await waiting(61, { level: 1 });
	await s.as(s.cityDuty).acknowledge({ actId: uuidv7(), reportId: card.id });
	await escalate(s.db);
	expect((await escalations(card.id)).map(({ receipt }) => receipt.unitId)).toEqual([JILIN]);
});

test('[RP25] what was acknowledged, returned or accepted never escalates', async () => {
	const [acknowledged, returned, accepted] = [
		await waiting(500),
		await waiting(500),
		await waiting(500)
	];
	await s.as(s.cityDuty).acknowledge({ actId: uuidv7(), reportId: acknowledged.id });
	await s.as(s.cityDuty).return({ actId: uuidv7(), reportId: returned.id, reason: '不全' });
	await s.db.transaction((tx) =>
		decideReceipt(tx, s.cityDuty, {
			reportId: accepted.id,
			unitId: s.cityDuty.unitId,
			outcome: 'accepted',
			incidentId: uuidv7()
		})
	);
	await escalate(s.db);
	for (const { id } of [acknowledged, returned, accepted]) expect(await alerts(id)).toEqual([]);
});

test('[RP25] opening alone does not end the alarm', async () => {
	const card = await waiting(61);
	await s.as(s.cityDuty).open({ actId: uuidv7(), reportId: card.id });
	await escalate(s.db);
	expect(await alerts(card.id)).toEqual(['deputy']);
});

test('[RP25] several processes at once alert once', async () => {
	const cards = await Promise.all(Array.from({ length: 30 }, () => waiting(200)));
	const other = openDb(s.db.url);
	try {
		await Promise.all([s.db, other, s.db, other].map((db) => escalate(db)));
		await escalate(s.db);
	} finally {
		await other.end();
	}
	for (const { id } of cards) expect(await alerts(id)).toEqual(['deputy', 'leader']);
});

test('[RP26] a rehearsal escalates too, and the line says that it is one', async () => {
	const card = await waiting(61, { frame: 'exercise' });
	await escalate(s.db);
	expect(await escalations(card.id)).toMatchObject([{ to: 'deputy', frame: 'exercise' }]);
});

test('[RP25] a desk that acknowledges while the alarm is being written waits, and both stand', async () => {
	const card = await waiting(61);
	await Promise.all([
		escalate(s.db),
		s.as(s.cityDuty).acknowledge({ actId: uuidv7(), reportId: card.id })
	]);
	await escalate(s.db);
	const [row] = await s.db.select().from(reportReceipt).where(eq(reportReceipt.reportId, card.id));
	expect(row?.acknowledgedByName).toBe('吉林市主班');
	expect(await alerts(card.id)).toEqual(row?.deputyAlertedAt ? ['deputy'] : []);
});

test('[RP25] the loop finds what is due by itself', async () => {
	const card = await waiting(61);
	const escalation = startEscalation(s.db, { everyMs: 20 });
	await expect.poll(() => alerts(card.id)).toEqual(['deputy']);
	await escalation.stop();
});

test('[RP27] the database goes and comes back: the alarm is late, not lost', async () => {
	const { db, cluster } = outage;
	const scene = await reportScene(db);
	const card = await scene.as(scene.reporter).file(draft());
	let tries = 0;
	const watched: Db = Object.assign(Object.create(db) as Db, {
		transaction: (work: Parameters<Db['transaction']>[0]) => {
			tries++;
			return db.transaction(work);
		}
	});
	const escalation = startEscalation(watched, { everyMs: 30 });
	try {
		await db.execute(sql`update report_receipt set arrived_at = now() + interval '1 hour'`);
		await cluster.stop();
		const before = tries;
		// The first of them may have begun before the database was gone.
		await expect.poll(() => tries).toBeGreaterThan(before + 2);
		await cluster.start();
		const alerted = () =>
			db
				.execute(
					sql`update report_receipt set arrived_at = now() - interval '61 seconds' where deputy_alerted_at is null`
				)
				.then(
					() =>
						db.$count(
							journal,
							and(eq(journal.subject, `report:${card.id}`), eq(journal.type, 'report.escalated'))
						),
					() => 0
				);
		await expect.poll(alerted, { timeout: 15_000 }).toBe(1);
	} finally {
		await escalation.stop();
	}
}, 60_000);
