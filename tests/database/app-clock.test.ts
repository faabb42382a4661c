import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callerFor } from '#lib/features/list.server.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, JILIN_CITY, YONGJI } from '../support/person.ts';
import { filed, opened } from './incident-support.ts';
import { approvedPlan, planWorld, type PlanWorld } from './plan-support.ts';
import { assigned, drawn } from './task-support.ts';

const DAY_MS = 86_400_000;
const db = await testDatabase();
let world: PlanWorld;
beforeAll(async () => {
	world = await planWorld(db);
});
afterAll(() => vi.useRealTimers());

/** The app's clock alone, not its timers: those of the connections go on. */
const setAppClock = (now: number) => vi.useFakeTimers({ toFake: ['Date'], now });

async function databaseNow(): Promise<number> {
	const [row] = await db.execute<{ ms: number }>(
		sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
	);
	return row?.ms ?? NaN;
}

test('[JO8] an app whose clock is wrong by a day stores no instant of its own, and reorders nothing', async () => {
	const report = await filed(db, world.yongji);
	const { versionId } = await approvedPlan(db, world);
	const begin = await databaseNow();
	setAppClock(Date.now() - DAY_MS);
	const id = await opened(db, world.city, report.id);
	const city = callerFor({ db, who: world.city });
	const yongji = callerFor({ db, who: world.yongjiDesk });
	const act = () => ({ actId: uuidv7() });
	const dueAt = new Date(begin + 3_600_000).toISOString();

	const informed = act();
	await city.incident.inform({ ...informed, id, text: '请作准备', unitIds: [YONGJI] });
	const notice = await yongji.incident.acknowledgeInform({ ...act(), noticeId: informed.actId });
	const one = await assigned(db, world.city, id, { ownerUnitId: YONGJI, dueAt });
	const received = await yongji.task.receive({ ...act(), id: one.id });
	await yongji.task.progress({ ...act(), id: one.id, text: '已出发' });
	await city.task.supervise({ ...act(), id: one.id, text: '抓紧' });
	const done = await yongji.task.finish({ ...act(), id: one.id, text: '已完成' });
	const withdrawn = await assigned(db, world.city, id, { ownerUnitId: YONGJI, dueAt });
	const gone = await city.task.withdraw({ ...act(), id: withdrawn.id, text: '不需要' });
	const sign = await drawn(db, world.city, id);
	await city.sign.change({ ...act(), id: sign.id, version: 1, label: '口前小学' });
	const removed = await city.sign.remove({ ...act(), id: sign.id });
	const room = {
		id: uuidv7(),
		incidentId: id,
		title: '口前镇洪水会商',
		mainVenueUnitId: JILIN_CITY
	};
	await city.consultation.open({ ...act(), ...room, unitIds: [JILIN] });
	const activation = { id: uuidv7(), incidentId: id, versionId };
	await city.plan.activate({ ...act(), ...activation, level: 4 });
	const changes = { id: activation.id, seen: 4, level: 2, reason: '水位上涨' } as const;
	await city.plan.changeLevel({ ...act(), ...changes });
	const { card: response } = await city.plan.endResponse({
		...{ ...act(), id: activation.id, reason: '险情解除' }
	});
	const { clocks } = await city.incident.get({ id });
	const closed = await city.incident.close({ ...act(), id });
	const { card: called } = await city.consultation.get({ id: room.id });
	const [notices] = (await city.incident.get({ id })).notices;

	const instants = {
		informed: notices?.informedAt,
		acknowledged: notice.acknowledgedAt,
		assigned: one.assignedAt,
		received: received.receivedAt,
		progress: done.progressAt,
		supervised: done.supervisedAt,
		done: done.endedAt,
		withdrawn: gone.endedAt,
		redrawn: removed.changedAt,
		removed: removed.removedAt,
		...Object.fromEntries(called.units.map(({ unitId, invitedAt }) => [unitId, invitedAt])),
		joined: called.units.find(({ answeredAt }) => answeredAt)?.answeredAt,
		level: response.changes[0]?.at,
		ended: response.endedAt,
		closed: closed.closedAt
	};
	const end = await databaseNow();
	for (const [name, at] of Object.entries(instants)) {
		const ms = Date.parse(at ?? '');
		expect(ms, name).toBeGreaterThan(begin - 1);
		expect(ms, name).toBeLessThan(end + 1);
	}
	const inOrder = ['assigned', 'received', 'progress', 'supervised', 'done', 'closed'] as const;
	const written = inOrder.map((name) => Date.parse(instants[name] ?? ''));
	expect(written).toEqual(written.toSorted((a, b) => a - b));
	expect(clocks.length).toBeGreaterThan(0);
});
