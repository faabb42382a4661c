import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloseCode } from '../contract/signalling.ts';
import type { RoomState } from '../contract/shared.ts';
import type { Page } from './page.ts';
import { freePorts, House } from './support.ts';

const house = new House();
beforeAll(() => house.start());
afterAll(() => house.end());

const peerIdOf = (page: Page) => page.entered?.peerId ?? '';
const stateOf = async (roomId: string): Promise<RoomState> =>
	(await house.ask('room', { roomId })).room;
const mutedIn = async (roomId: string) =>
	(await stateOf(roomId)).peers
		.filter(({ chairMuted }) => chairMuted.length > 0)
		.map(({ peerId }) => peerId);

async function sending(page: Page) {
	const { transportId } = await page.ask('createTransport', { direction: 'send' });
	return { transportId, producerId: await page.produce(transportId, 'microphone') };
}

test('[MS7] nobody drives the media server without the secret, and nonsense is refused', async () => {
	expect((await house.post('rooms', {}, 'guessed')).status).toBe(401);
	expect((await house.post('fly', {})).status).toBe(404);
	expect((await house.post('__proto__', {})).status).toBe(404);
	expect((await house.post('ensureRoom', { roomId: 'x' })).status).toBe(400);
	expect((await house.post('closeRoom', 'x'.repeat(100_000))).status).toBe(400);
	expect((await house.post('room', { roomId: randomUUID() })).status).toBe(404);
});

test('[MS7] every verb may be asked twice: the second time changes nothing', async () => {
	const roomId = randomUUID();
	expect((await house.ask('ensureRoom', { roomId })).created).toBe(true);
	expect((await house.ask('ensureRoom', { roomId })).created).toBe(false);
	await expect.poll(async () => (await stateOf(roomId)).alive).toBe(true);
	const page = await house.guest(roomId);
	const peerId = peerIdOf(page);
	const mute = { roomId, peerId, source: 'microphone', muted: true } as const;
	expect((await house.ask('mutePeer', mute)).changed).toBe(true);
	expect((await house.ask('mutePeer', mute)).changed).toBe(false);
	expect((await house.ask('giveFloor', { roomId, peerId })).changed).toBe(true);
	expect((await house.ask('giveFloor', { roomId, peerId })).changed).toBe(false);
	expect((await house.ask('removePeer', { roomId, peerId })).removed).toBe(true);
	expect((await house.ask('removePeer', { roomId, peerId })).removed).toBe(false);
	expect((await page.closed).code).toBe(CloseCode.removed);
	expect((await house.ask('closeRoom', { roomId })).closed).toBe(true);
	expect((await house.ask('closeRoom', { roomId })).closed).toBe(false);
	expect(await house.happenings(roomId)).toEqual([
		'room.opened',
		'peer.joined',
		'peer.muted',
		'floor.given',
		// The floor unmutes.
		'peer.muted',
		'peer.left',
		'floor.given',
		'room.closed'
	]);
});

test('[MS8] "mute all" binds all but chairs and the floor, and who comes later, until it is lifted', async () => {
	const roomId = await house.room();
	const [chair, first, second] = [
		await house.guest(roomId, { role: 'chair' }),
		await house.guest(roomId),
		await house.guest(roomId)
	];
	await house.ask('giveFloor', { roomId, peerId: peerIdOf(first) });
	expect((await house.ask('muteAll', { roomId, muted: true })).changed).toEqual([peerIdOf(second)]);
	const late = await house.guest(roomId);
	expect(await mutedIn(roomId)).toEqual([peerIdOf(second), peerIdOf(late)]);
	await house.ask('giveFloor', { roomId, peerId: peerIdOf(second) });
	expect(await mutedIn(roomId)).toEqual([peerIdOf(first), peerIdOf(late)]);
	await house.ask('muteAll', { roomId, muted: false });
	expect(await mutedIn(roomId)).toEqual([]);
	await chair.heard('allMuted', ({ allMuted }) => !allMuted);
});

test('[MS8] a stream that begins under a mute begins silent, and the sender cannot lift it', async () => {
	const roomId = await house.room();
	const [page, listener] = [await house.guest(roomId), await house.guest(roomId)];
	const peerId = peerIdOf(page);
	await house.ask('mutePeer', { roomId, peerId, source: 'microphone', muted: true });
	const { producerId } = await sending(page);
	await page.ask('muteProducer', { producerId, muted: false });
	const { peer } = await listener.heard('peer', (notice) => notice.peer.streams.length > 0);
	expect(peer).toMatchObject({ peerId, chairMuted: ['microphone'], streams: [{ muted: false }] });
	// What a chair's mute means to the worker is tried with sound, in tests/e2e/media.spec.ts.
});

test('[MS9] a line that is lost leaves its seat for a while, and the token takes it again, once', async () => {
	const roomId = await house.room();
	const [page, other] = [await house.guest(roomId), await house.guest(roomId)];
	const peerId = peerIdOf(page);
	const token = page.entered?.resumeToken ?? '';
	page.cut();
	await other.heard('peer', ({ peer }) => peer.peerId === peerId && !peer.connected);
	const again = await house.page();
	const entered = await again.resume(token);
	expect(entered.peerId).toBe(peerId);
	expect(entered.room.peers).toHaveLength(2);
	const thief = await house.page();
	await expect(thief.resume(token)).rejects.toMatchObject({ error: { code: 'ticket' } });
	const forger = await house.page();
	await expect(forger.resume(`${token}x`)).rejects.toMatchObject({ error: { ticket: 'forged' } });
	expect(await house.happenings(roomId)).toEqual(['room.opened', 'peer.joined', 'peer.joined']);
});

test('[MS9] who was removed, or left, cannot come again with his token', async () => {
	const roomId = await house.room();
	const [removed, left] = [await house.guest(roomId), await house.guest(roomId)];
	await house.ask('removePeer', { roomId, peerId: peerIdOf(removed) });
	await left.ask('leave', {});
	for (const { entered } of [removed, left]) {
		const page = await house.page();
		await expect(page.resume(entered?.resumeToken ?? '')).rejects.toMatchObject({
			error: { ticket: 'expired' }
		});
	}
	expect((await stateOf(roomId)).peers).toEqual([]);
});

test('[MS13] a killed worker is replaced on its port; its rooms and seats are there, others never noticed', async () => {
	const rtcPort = await freePorts(2);
	const two = new House({ workers: 2, rtcPort });
	await two.start();
	try {
		const [here, there] = [await two.room(), await two.room()];
		const [page, other] = [await two.guest(here), await two.guest(there)];
		const { workers } = await two.ask('metrics', {});
		expect(workers.map(({ rooms }) => rooms)).toEqual([1, 1]);
		process.kill(workers[0]?.pid ?? NaN, 'SIGKILL');
		const lost = await Promise.race([page, other].map((it) => it.closed.then(() => it)));
		expect((await lost.closed).code).toBe(CloseCode.roomLost);
		const again = await two.page();
		const entered = await again.resume(lost.entered?.resumeToken ?? '');
		expect(entered.peerId).toBe(lost.entered?.peerId);
		await sending(again);
		expect([page, other].filter(({ isOpen }) => isOpen)).toHaveLength(1);
		await expect
			.poll(async () => (await two.ask('metrics', {})).workers.map(({ port }) => port))
			.toEqual([rtcPort, rtcPort + 1]);
		expect((await two.ask('metrics', {})).workers.map(({ restarts }) => restarts)).toContain(1);
	} finally {
		await two.end();
	}
});

test('[MS17] a process that begins anew has the rooms, the mutes and the floor of the one before it', async () => {
	const roomId = await house.room();
	const [first, second] = [await house.guest(roomId), await house.guest(roomId)];
	await house.ask('muteAll', { roomId, muted: true });
	await house.ask('giveFloor', { roomId, peerId: peerIdOf(first) });
	const before = await stateOf(roomId);
	await house.stop();
	expect((await second.closed).code).toBe(CloseCode.stopping);
	await house.start();
	const page = await house.page();
	const entered = await page.resume(second.entered?.resumeToken ?? '');
	expect(entered.room).toMatchObject({
		allMuted: true,
		floor: peerIdOf(first),
		openedAt: before.openedAt
	});
	expect(
		entered.room.peers.map(({ peerId, chairMuted, connected }) => ({
			peerId,
			chairMuted,
			connected
		}))
	).toEqual([
		{ peerId: peerIdOf(first), chairMuted: [], connected: false },
		{ peerId: peerIdOf(second), chairMuted: ['microphone'], connected: true }
	]);
});

test('[MS18] events are numbered without gaps, read again alike, and waited for', async () => {
	const { log, after } = await house.ask('events', { log: null, after: 0, limit: 500 });
	const waiting = house.ask('events', { log, after, waitMs: 5000 });
	const roomId = await house.room();
	const first = await waiting;
	expect(first.events.map(({ number }) => number)).toEqual([after + 1]);
	await house.guest(roomId);
	await house.stop();
	await house.start();
	const again = await house.ask('events', { log, after });
	expect(again).toMatchObject({ log, gap: false });
	expect(again.events[0]).toEqual(first.events[0]);
	expect(again.events.map(({ number }) => number)).toEqual([after + 1, after + 2]);
});

test(
	'[MS19] opening and closing again and again leaves nothing in the worker',
	{ timeout: 60_000 },
	async () => {
		const handlers = async () => (await house.ask('metrics', {})).workers[0];
		const roomId = await house.room();
		const stay = await house.guest(roomId);
		const mine = await sending(stay);
		const round = async () => {
			const page = await house.guest(roomId);
			const { transportId } = await sending(page);
			const camera = await page.produce(transportId, 'camera');
			const receive = await page.ask('createTransport', { direction: 'receive' });
			const { consumerId } = await page.ask('consume', {
				transportId: receive.transportId,
				producerId: mine.producerId,
				rtpCapabilities: page.entered?.routerRtpCapabilities ?? {}
			});
			await page.ask('resumeConsumer', { consumerId });
			await page.ask('closeProducer', { producerId: camera });
			if (Math.random() < 0.5) await page.ask('leave', {});
			else await house.ask('removePeer', { roomId, peerId: peerIdOf(page) });
			page.close();
		};
		for (let n = 0; n < 60; n++) await round();
		for (let n = 0; n < 20; n++) await house.ask('closeRoom', { roomId: await house.room() });
		const { peers } = await stateOf(roomId);
		expect(peers.map(({ peerId }) => peerId)).toEqual([peerIdOf(stay)]);
		expect((await handlers())?.rooms).toBe((await house.ask('rooms', {})).rooms.length);
		// One transport, one microphone, and each room's router with its two observers.
		const dumps = await house.owned();
		expect(dumps).toEqual({
			transports: 1,
			producers: 1,
			consumers: 0,
			routers: (await house.ask('rooms', {})).rooms.length
		});
	}
);
