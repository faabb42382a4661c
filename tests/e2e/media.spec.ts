import { expect, test as base, type Page } from '@playwright/test';
import type { MediaRole } from '../../media-server/contract/shared.ts';
import { House, ticket } from '../../media-server/tests/support.ts';
import { servePage } from './media/page.ts';
import { growth, keepConnections, received } from './media/support.ts';
import { measured } from './support-arrival.ts';

/** Real browsers with fake devices, real workers; a page of its own, because the room knows no feature. */
type Media = {
	house: House;
	roomId: string;
	/** A browser that has come in and sends microphone and camera, unless it only looks. */
	guest: (role?: MediaRole) => Promise<Page>;
};

const test = base.extend<Media, { hall: { house: House; url: string } }>({
	hall: [
		// Playwright reads the names of what a fixture needs from this pattern; it needs none.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const page = await servePage();
			const house = new House({ origin: page.url });
			await house.start();
			await use({ house, url: page.url });
			await house.end();
			page.close();
		},
		{ scope: 'worker' }
	],
	house: ({ hall }, use) => use(hall.house),
	roomId: async ({ hall }, use) => use(await hall.house.room()),
	guest: async ({ browser, hall, roomId }, use) => {
		const opened: Page[] = [];
		await use(async (role = 'speaker') => {
			const page = await (await browser.newContext()).newPage();
			opened.push(page);
			await page.addInitScript(keepConnections);
			await page.goto(hall.url);
			await enter(page, hall.house, ticket(roomId, { role }));
			if (role !== 'viewer') await send(page);
			return page;
		});
		await Promise.all(opened.map((page) => page.context().close()));
	}
});

async function enter(page: Page, house: House, text: string) {
	const url = `ws://127.0.0.1:${house.port}/media`;
	await page.evaluate(([url, text]) => window.room.join(url, text), [url, text] as const);
}

async function send(page: Page) {
	await page.evaluate(() =>
		Promise.all([window.room.start('microphone'), window.room.start('camera')])
	);
}

const problems = (page: Page) =>
	page.evaluate(() => [window.room.microphone.problem, window.room.camera.problem]);
const peerIdOf = async (page: Page) => (await page.evaluate(() => window.room.peerId)) ?? '';

const personOf = (page: Page) =>
	page.evaluate(() => {
		const { personId = '', unit } = window.room.self?.card ?? {};
		return { personId, unitId: unit?.id ?? '' };
	});

/** Everybody gets moving pictures and sound of so many others. */
async function allSeeAndHear(pages: Page[], others: number) {
	for (const page of pages) {
		await expect
			.poll(
				async () => (await growth(page, 'video', 500)).filter(({ frames }) => frames > 0).length,
				{
					timeout: 30_000
				}
			)
			.toBe(others);
		await expect
			.poll(
				async () => (await growth(page, 'audio', 1500)).filter(({ energy }) => energy > 0).length,
				{
					timeout: 30_000
				}
			)
			.toBe(others);
	}
}

test('[MS10] three browsers see and hear each other, and a viewer sees and hears them', async ({
	guest
}) => {
	const pages = [await guest(), await guest(), await guest()];
	expect(await Promise.all(pages.map(problems))).toEqual(pages.map(() => [null, null]));
	await allSeeAndHear(pages, 2);
	const viewer = await guest('viewer');
	await allSeeAndHear([viewer], 3);
	const loudest = () =>
		viewer.evaluate(() => Math.max(...window.room.others.map(({ level }) => level)));
	await expect.poll(loudest, { timeout: 15_000, intervals: [100] }).toBeGreaterThan(-70);
	await expect(viewer.locator('video')).toHaveCount(3);
	for (const video of await viewer.locator('video').all()) {
		expect(await video.evaluate((it: HTMLVideoElement) => it.videoWidth)).toBeGreaterThan(0);
	}
});

test('[MS11] a page gets the size that it asks for, and no picture when it wants none', async ({
	guest
}) => {
	const sender = await guest();
	const viewer = await guest('viewer');
	const peerId = await peerIdOf(sender);
	const width = async () => Math.max(0, ...(await received(viewer)).map((it) => it.width));
	const want = (layer: number | null) =>
		viewer.evaluate(([peerId, layer]) => window.room.prefer(peerId, 'camera', layer), [
			peerId,
			layer
		] as const);
	await want(0);
	await expect.poll(width, { timeout: 20_000 }).toBe(320);
	await want(1);
	await expect.poll(width, { timeout: 20_000 }).toBe(640);
	await want(null);
	await expect.poll(async () => (await growth(viewer, 'video', 1000))[0]?.packets).toBe(0);
	await want(0);
	await expect.poll(width, { timeout: 20_000 }).toBe(320);
	await viewer.evaluate(() => (window.room.pictures = false));
	await expect(viewer.locator('video')).toHaveCount(0);
	await expect
		.poll(async () => (await growth(viewer, 'audio', 1000))[0]?.packets)
		.toBeGreaterThan(0);
});

test('[MS12] who is muted by the chair, or by himself, is really silent; the floor lets him be heard again', async ({
	guest,
	house,
	roomId
}) => {
	const speaker = await guest();
	const listener = await guest();
	const { personId, unitId } = await personOf(speaker);
	const packets = async () => (await growth(listener, 'audio', 1000))[0]?.packets ?? -1;
	const isSilent = () => expect.poll(packets, { timeout: 15_000 }).toBe(0);
	const isHeard = () => expect.poll(packets, { timeout: 15_000 }).toBeGreaterThan(20);
	await isHeard();
	await house.arrange(roomId, { mutedIds: [personId] });
	await isSilent();
	// He cannot lift what the chair has muted.
	await speaker.evaluate(() => window.room.mute('microphone', false));
	await isSilent();
	expect(await listener.evaluate(() => window.room.others[0]?.isOn('microphone'))).toBe(false);
	await house.arrange(roomId, { mutedIds: [] });
	await isHeard();
	await speaker.evaluate(() => window.room.mute('microphone', true));
	await isSilent();
	await speaker.evaluate(() => window.room.mute('microphone', false));
	await isHeard();
	await house.arrange(roomId, { isMutedAll: true });
	await isSilent();
	await house.arrange(roomId, { floorUnitId: unitId });
	await isHeard();
	await house.arrange(roomId, { floorUnitId: null });
	await isSilent();
});

test('[MS13] a worker that is killed comes back with its rooms, and everybody sees and hears again', async ({
	guest,
	house,
	roomId
}) => {
	const pages = [await guest(), await guest(), await guest()];
	await allSeeAndHear(pages, 2);
	const ids = await Promise.all(pages.map(peerIdOf));
	await Promise.all(pages.map((page) => page.evaluate(watchPictures)));
	const [victim] = (await house.ask('metrics', {})).workers;
	process.kill(victim?.pid ?? NaN, 'SIGKILL');
	const back = await Promise.all(pages.map((page) => page.evaluate(() => window.picturesBack)));
	measured('worker killed to pictures back', Math.round(Math.max(...back)));
	await allSeeAndHear(pages, 2);
	// The same seats, without a new ticket, and one line each for what happened.
	expect(await Promise.all(pages.map(peerIdOf))).toEqual(ids);
	expect(await house.happenings(roomId)).toEqual([
		'room.opened',
		'peer.joined',
		'peer.joined',
		'peer.joined',
		'room.lost',
		'room.recovered'
	]);
});

declare global {
	interface Window {
		/** ms from the moment when the room was lost to the first moving picture of every other. */
		picturesBack: Promise<number>;
	}
}

function watchPictures() {
	const decoded = async () => {
		const open = window.connections.filter(
			({ connectionState }) => connectionState === 'connected'
		);
		const reports = await Promise.all(open.map((connection) => connection.getStats()));
		return reports
			.flatMap((report) => [...(report as Map<string, Record<string, unknown>>).values()])
			.filter((it) => it['type'] === 'inbound-rtp' && Number(it['framesDecoded']) > 0).length;
	};
	window.picturesBack = (async () => {
		const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
		const isLive = () => window.room.phase === 'live';
		while (isLive()) await pause();
		const lostAt = performance.now();
		while (!isLive() || (await decoded()) < 2) await pause();
		return performance.now() - lostAt;
	})();
}

test('[MS14] after a restart of the media server everybody comes back with his token, and what was sent is sent again', async ({
	guest,
	house
}) => {
	const [page, other] = [await guest(), await guest()];
	await allSeeAndHear([page, other], 1);
	const before = await peerIdOf(page);
	await house.stop();
	await expect(page.locator('#phase')).toHaveText('reconnecting');
	await house.start();
	await expect(page.locator('#phase')).toHaveText('live', { timeout: 15_000 });
	await allSeeAndHear([page, other], 1);
	expect(await peerIdOf(page)).toBe(before);
});

test('[MS2] an expired ticket and a used one let no browser in, and the page is told', async ({
	guest,
	house,
	roomId
}) => {
	const page = await guest('viewer');
	await page.evaluate(() => window.room.leave());
	const used = ticket(roomId);
	for (const text of [ticket(roomId, { expiresAt: Date.now() - 1 }), used, used]) {
		await enter(page, house, text);
		const isUsed = text === used && (await page.evaluate(() => window.room.phase)) === 'live';
		if (isUsed) await page.evaluate(() => window.room.leave());
		else await expect(page.locator('#ended')).toHaveText('ticket');
	}
	expect((await house.ask('room', { roomId })).room.peers).toEqual([]);
});

test('[MS15] a screen is sent beside the camera, and is gone when the sharing ends', async ({
	guest,
	house,
	roomId
}) => {
	const sender = await guest();
	const viewer = await guest('viewer');
	await allSeeAndHear([viewer], 1);
	await sender.evaluate(() => window.room.start('screen'));
	expect(await sender.evaluate(() => window.room.screen.problem)).toBeNull();
	await expect(viewer.locator('video.screen')).toHaveCount(1);
	await expect
		.poll(
			async () => (await growth(viewer, 'video', 500)).filter(({ frames }) => frames > 0).length
		)
		.toBe(2);
	await sender.evaluate(() => window.room.stop('screen'));
	await expect(viewer.locator('video.screen')).toHaveCount(0);
	expect((await house.happenings(roomId)).slice(-2)).toEqual(['screen.started', 'screen.ended']);
});

test('[MS16] who leaves owns nothing any more: no seat, no connection, no device', async ({
	guest,
	house,
	roomId
}) => {
	const page = await guest();
	const other = await guest();
	await allSeeAndHear([page, other], 1);
	const tracks = await page.evaluateHandle(() => [
		...(window.room.camera.stream?.getTracks() ?? []),
		...(window.room.microphone.stream?.getTracks() ?? [])
	]);
	await page.evaluate(() => window.room.leave());
	expect(await tracks.evaluate((all) => all.map(({ readyState }) => readyState))).toEqual([
		'ended',
		'ended'
	]);
	await expect
		.poll(() =>
			page.evaluate(() =>
				window.connections.every(({ connectionState }) => connectionState === 'closed')
			)
		)
		.toBe(true);
	await expect(other.locator('section')).toHaveCount(0);
	expect((await house.ask('room', { roomId })).room.peers).toHaveLength(1);
	await page.context().close();
	await other.context().close();
	await expect
		.poll(async () =>
			(await house.ask('room', { roomId })).room.peers.every(({ connected }) => !connected)
		)
		.toBe(true);
});
