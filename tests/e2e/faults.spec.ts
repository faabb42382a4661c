import { expect, type Page } from '@playwright/test';
import { TRPCClientError } from '@trpc/client';
import { v7 as uuidv7 } from 'uuid';
import type { FeedEdit } from '../../src/lib/features/feed/schema.ts';
import type { AppRouter } from '../../src/lib/features/list.server.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import type { Performer } from '../../src/scenes/stage.ts';
import { Stranger } from '../bench/push/stranger.ts';
import { draft, test } from './support.ts';
import { measured } from './support-arrival.ts';
import { fileUntilAnswered, FilingStream } from './support-filing.ts';
import { halted, health, kill, killDatabase, moveFeedBack, pushPort } from './support-product.ts';

/** Reports that must be acknowledged before a process is killed, and again after it is back. */
const ENOUGH = 10;
const RECOVERED_MS = { timeout: 15_000 };

const state = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const row = (wall: Page, title: string) =>
	wall
		.getByRole('region', { name: m.wall_incoming() })
		.getByRole('listitem')
		.filter({ hasText: title });

/** A program that follows 吉林市 by a token of the city's desk. */
async function followCity(city: Performer): Promise<Stranger> {
	const id = uuidv7();
	const { text } = await city.account.makeToken.mutate({
		actId: uuidv7(),
		id,
		name: '演练',
		scopes: ['push'],
		days: 1
	});
	const stranger = new Stranger(pushPort(), 'unit:220200', { token: text ?? '' });
	await expect.poll(() => stranger.isLive).toBe(true);
	return stranger;
}

/** How often the stranger was told of each report. */
const tellings = (stranger: Stranger, ids: string[]) => {
	const filed = stranger.entries.filter(({ type }) => type === 'report.filed').map(({ id }) => id);
	return ids.map((id) => filed.filter((one) => one === id).length);
};

/** The reports of each one's event: itself, and nothing else. Refused where one is not there. */
const threadsOf = (reader: Performer, ids: string[]) =>
	Promise.all(
		ids.map(async (id) => (await reader.report.get.query({ id })).thread.map((report) => report.id))
	);

for (const [victim, kills] of [
	['app', () => kill('app')],
	['push', () => kill('push')],
	['postgres', killDatabase]
] as const) {
	test(`kill -9 of ${victim} while reports are filed: all that was acknowledged is there, once, and everybody comes back`, async ({
		signedIn,
		api,
		baseURL
	}) => {
		const url = baseURL ?? '';
		const [city, reporter] = [await api('jilin.zhuban'), await api('yongji.baosong')];
		const wall = await signedIn('jilin.daping');
		await wall.goto('/wall');
		await expect(state(wall, m.ui_line_live())).toBeVisible();
		const stranger = await followCity(city);
		const seen: string[] = [];
		let isWatching = true;
		const watching = (async () => {
			while (isWatching) {
				const said = (await health(url))?.status ?? 'no answer';
				if (seen.at(-1) !== said) seen.push(said);
				await new Promise((done) => setTimeout(done, 25));
			}
		})();

		const stream = new FilingStream([reporter, reporter, reporter], `${victim} ${Date.now()}`);
		await expect.poll(() => stream.acknowledged.length, RECOVERED_MS).toBeGreaterThan(ENOUGH);
		await kills();
		const [killedAt, before] = [Date.now(), stream.acknowledged.length];
		await expect.poll(() => seen.length, RECOVERED_MS).toBeGreaterThan(1);
		await expect.poll(() => seen.at(-1), RECOVERED_MS).toBe('ok');
		measured(`${victim} killed to healthy again`, Date.now() - killedAt);
		await expect
			.poll(() => stream.acknowledged.length, RECOVERED_MS)
			.toBeGreaterThan(before + ENOUGH);
		const acknowledged = await stream.stop();
		isWatching = false;
		await watching;
		expect(seen[0]).toBe('ok');

		// Once in the journal, as a stranger is told it, and once among the reports.
		await expect
			.poll(() => tellings(stranger, acknowledged), RECOVERED_MS)
			.toEqual(acknowledged.map(() => 1));
		expect(await threadsOf(city, acknowledged)).toEqual(acknowledged.map((id) => [id]));
		stranger.leave();

		const last = `${victim} 恢复后 ${Date.now()}`;
		await expect(state(wall, m.ui_line_live())).toBeVisible(RECOVERED_MS);
		await fileUntilAnswered(reporter, draft({ title: last, level: 1 }));
		await expect(row(wall, last)).toHaveCount(1);
		measured(`reports acknowledged around the kill of ${victim}`, acknowledged.length);
	});
}

test('kill -9 of the worker: no screen loses its line, and what it does by itself it does when it is back', async ({
	signedIn,
	api,
	baseURL
}) => {
	const [reporter, administrator] = [await api('yongji.baosong'), await api('sheng.xitong')];
	const wall = await signedIn('sheng.daping');
	await wall.goto('/wall');
	await expect(state(wall, m.ui_line_live())).toBeVisible();
	const name = `水利预警 ${Date.now()}`;
	const feed: FeedEdit = {
		...{ actId: uuidv7(), id: uuidv7(), name, unitId: '220000-shuili', kind: 'cap' },
		...{ source: 'pushed', address: '', frame: 'real', enabled: true, aliveBy: 'data' },
		...{ expectedS: 60, pollS: 60, region: null }
	};
	await administrator.feed.edit.mutate(feed);

	await kill('worker');
	const killedAt = Date.now();
	await moveFeedBack(name, 3601);
	const title = `后台停时 ${killedAt}`;
	await reporter.report.file.mutate(draft({ title, level: 1 }));
	await expect(row(wall, title)).toHaveCount(1);
	await expect(state(wall, m.ui_line_live())).toBeVisible();
	await expect(wall.getByRole('alert', { name: m.feed_alarms() })).toContainText(name);
	measured('worker killed to a silent feed told', Date.now() - killedAt);
	await expect
		.poll(async () => (await health(baseURL ?? ''))?.worker, RECOVERED_MS)
		.toMatchObject({ ok: true, late: [] });
	await administrator.feed.edit.mutate({ ...feed, actId: uuidv7(), enabled: false });
});

test('the database is gone for a while: the page says so in words, the API by a typed error, and both recover by themselves', async ({
	signedIn,
	api,
	baseURL
}) => {
	const url = baseURL ?? '';
	const [city, desk] = [await api('jilin.zhuban'), await signedIn('jilin.zhuban')];
	const wall = await signedIn('jilin.daping');
	await wall.goto('/wall');
	await expect(state(wall, m.ui_line_live())).toBeVisible();

	// With the supervisor halted nobody starts the database again.
	await halted('supervisor', async () => {
		await killDatabase();
		const answer = await desk.goto('/desk');
		expect(answer?.status()).toBe(503);
		await expect(desk.getByRole('heading', { name: m.errors_database_page() })).toBeVisible();
		await expect(desk.getByText(m.errors_database())).toBeVisible();

		const refusal = await city.report.inbox.query().catch((error: unknown) => error);
		const { data, message } = refusal as TRPCClientError<AppRouter>;
		expect(data).toMatchObject({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503, errorId: null });
		expect(message).toBe(m.errors_database());
		expect(await health(url)).toMatchObject({ status: 'failing', database: { ok: false } });
		// The line is well, but what it shows grows old.
		await expect(state(wall, m.ui_line_behind())).toBeVisible({ timeout: 15_000 });
		await expect(wall.getByText(/^数据截至/)).toBeVisible();
	});

	await expect(desk.getByRole('region', { name: m.desk_inbox() })).toBeVisible({ timeout: 20_000 });
	await expect(state(wall, m.ui_line_live())).toBeVisible(RECOVERED_MS);
	await expect.poll(async () => (await health(url))?.status, RECOVERED_MS).toBe('ok');
});

test('npm start is killed with -9 and started again: nothing that was acknowledged is lost, and open pages go on', async ({
	signedIn,
	api,
	product,
	baseURL
}) => {
	const [city, reporter] = [await api('jilin.zhuban'), await api('yongji.baosong')];
	const wall = await signedIn('jilin.daping');
	await wall.goto('/wall');
	await expect(state(wall, m.ui_line_live())).toBeVisible();
	const stream = new FilingStream([reporter, reporter], `重启 ${Date.now()}`);
	await expect.poll(() => stream.acknowledged.length, RECOVERED_MS).toBeGreaterThan(ENOUGH);

	await kill('supervisor');
	await expect.poll(async () => health(baseURL ?? ''), RECOVERED_MS).toBeNull();
	const before = stream.acknowledged.length;
	const begin = Date.now();
	await product.startAgain();
	try {
		measured('npm start again, to ready', Date.now() - begin);
		await expect
			.poll(() => stream.acknowledged.length, RECOVERED_MS)
			.toBeGreaterThan(before + ENOUGH);
		const acknowledged = await stream.stop();
		expect(await threadsOf(city, acknowledged)).toEqual(acknowledged.map((id) => [id]));
		await expect(state(wall, m.ui_line_live())).toBeVisible(RECOVERED_MS);
		const last = `重启后 ${Date.now()}`;
		await reporter.report.file.mutate(draft({ title: last, level: 1 }));
		await expect(row(wall, last)).toHaveCount(1);
	} finally {
		await stream.stop();
	}
});
