import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clock } from '#lib/features/clock/tables.server.ts';
import { incident } from '#lib/features/incident/tables.server.ts';
import { openDb } from '#lib/server/db/client.ts';
import type { ReportCard } from '#lib/features/report/schema.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN } from '../support/person.ts';
import { filed, incidentsOf, incidentWorld, opened, type World } from './incident-support.ts';

const db = await testDatabase();
let world: World;
let flood: ReportCard;
let drums: ReportCard;
/** The flood at 永吉, and what 敦化 reports of the same. */
let a: string;
let b: string;
beforeAll(async () => {
	world = await incidentWorld(db);
});
beforeEach(async () => {
	flood = await filed(db, world.yongji);
	drums = await filed(db, world.dunhua, { title: '化工桶入江' });
	a = await opened(db, world.province, flood.id, '甲事件');
	b = await opened(db, world.province, drums.id, '乙事件');
});

const province = () => incidentsOf(db, world.province);
const merge = (id: string, intoId: string) => province().merge({ actId: uuidv7(), id, intoId });
const unmerge = (id: string) => province().unmerge({ actId: uuidv7(), id });
const listed = async () => (await province().list()).incidents.map(({ id }) => id);
const scopeOf = async (id: string) =>
	(await db.select({ scope: incident.scope }).from(incident).where(eq(incident.id, id)))[0]?.scope;
const runningClocks = (id: string) =>
	db
		.select()
		.from(clock)
		.where(and(eq(clock.incidentId, id), eq(clock.fromUnitId, JILIN), isNull(clock.stoppedAt)));

describe('merging', () => {
	test('[IN10] the one shows reports, clocks and log of both, and the other leaves the list', async () => {
		await merge(b, a);
		expect(await listed()).toContain(a);
		expect(await listed()).not.toContain(b);
		const page = await province().get({ id: a });
		expect(page.card.reportCount).toBe(2);
		expect(page.threads.map(({ threadId }) => threadId).sort()).toEqual(
			[flood.id, drums.id].sort()
		);
		expect(page.merged.map(({ id }) => id)).toEqual([b]);
		expect(new Set(page.clocks.map(({ incidentId }) => incidentId))).toEqual(new Set([a, b]));
		const { lines } = await province().timeline({ id: a, limit: 200 });
		expect(lines.map(({ subject }) => subject)).toEqual(
			expect.arrayContaining([`incident:${a}`, `incident:${b}`, `report:${drums.id}`])
		);
		expect(lines.filter(({ type }) => type === 'incident.merged')).toEqual([]);
		expect((await province().get({ id: b })).shownIn?.id).toBe(a);
	});

	test('[IN10] whoever saw either sees the whole; undone, he does so no more', async () => {
		await merge(b, a);
		expect(await scopeOf(a)).toContain(DUNHUA);
		await unmerge(b);
		expect(await scopeOf(a)).not.toContain(DUNHUA);
	});

	test('[IN10] one duty is counted once, and counted again when the merging is undone', async () => {
		expect(await runningClocks(b)).toHaveLength(1);
		await merge(b, a);
		expect([await runningClocks(a), await runningClocks(b)].map((clocks) => clocks.length)).toEqual(
			[1, 0]
		);
		await unmerge(b);
		expect([await runningClocks(a), await runningClocks(b)].map((clocks) => clocks.length)).toEqual(
			[1, 1]
		);
	});

	test('[IN10] undone, both are as before, and the log of each still tells of it', async () => {
		await merge(b, a);
		await unmerge(b);
		expect(await listed()).toEqual(expect.arrayContaining([a, b]));
		expect((await province().get({ id: a })).card.reportCount).toBe(1);
		expect((await province().get({ id: b })).card.reportCount).toBe(1);
		const types = async (id: string) =>
			(await province().timeline({ id })).lines.map(({ type }) => type);
		expect(await types(a)).toEqual(
			expect.arrayContaining(['incident.absorbed', 'incident.released'])
		);
		expect(await types(b)).toEqual(
			expect.arrayContaining(['incident.merged', 'incident.unmerged'])
		);
	});

	test('[IN10] into one that was itself merged goes to where that went', async () => {
		const c = await opened(db, world.province, (await filed(db, world.yongji)).id);
		await merge(b, a);
		expect((await merge(c, b)).mergedIntoId).toBe(a);
		expect((await province().get({ id: a })).card.reportCount).toBe(3);
	});

	test('[IN10] into itself, or into a part of it, is refused', async () => {
		await expect(merge(a, a)).rejects.toMatchObject({ code: 'CONFLICT' });
		await merge(b, a);
		await expect(merge(a, b)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[IN10] one that was merged already, and one that is closed, is refused', async () => {
		const c = await opened(db, world.province, (await filed(db, world.yongji)).id);
		await merge(b, a);
		await expect(merge(b, c)).rejects.toMatchObject({ code: 'CONFLICT' });
		await province().close({ actId: uuidv7(), id: a });
		await expect(merge(c, a)).rejects.toMatchObject({ code: 'CONFLICT' });
		await expect(merge(a, c)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[IN10] what was not merged cannot be taken out', async () => {
		await expect(unmerge(a)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[IN10] a merged one is dealt with where it went', async () => {
		await merge(b, a);
		await expect(
			province().edit({ actId: uuidv7(), id: b, version: 9, title: '改过的标题' })
		).rejects.toMatchObject({
			code: 'CONFLICT',
			message: expect.stringContaining('甲事件') as string
		});
	});

	test('[IN10] two merges the other way round at the same moment make no circle', async () => {
		const secondDb = openDb(db.url);
		for (let round = 0; round < 5; round += 1) {
			const [c, d] = [
				await opened(db, world.province, (await filed(db, world.yongji)).id),
				await opened(db, world.province, (await filed(db, world.yongji)).id)
			];
			const results = await Promise.allSettled([
				merge(c, d),
				incidentsOf(secondDb, world.province).merge({ actId: uuidv7(), id: d, intoId: c })
			]);
			expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		}
		await secondDb.end();
	});
});

test('[IN5] a follow-up of a merged incident’s thread is accepted into what shows it', async () => {
	await merge(b, a);
	const next = await filed(db, world.dunhua, { kind: 'followup', previousId: drums.id });
	expect(
		await province().accept({ actId: uuidv7(), reportId: next.id, incidentId: a, open: null })
	).toEqual({ incidentId: a, opened: false });
	expect((await province().get({ id: a })).card.reportCount).toBe(3);
});
