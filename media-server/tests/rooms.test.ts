import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloseCode } from '../contract/constants.ts';
import type { RoomState } from '../contract/shared.ts';
import type { Page } from './page.ts';
import { CHAIR, freePorts, House, ticket } from './support.ts';

const house = new House();
beforeAll(() => house.start());
afterAll(() => house.end());

const peerIdOf = (page: Page) => page.entered?.peerId ?? '';
const stateOf = async (roomId: string): Promise<RoomState> =>
	(await house.ask('room', { roomId })).room;
/** Whether the worker forwards what comes from this microphone. */
const isForwarded = (roomId: string, page: Page) => {
	const producer = house.producer(roomId, peerIdOf(page), 'microphone');
	return producer !== undefined && !producer.paused;
};

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
	const first = { roomId, version: 1, rules: { chair: CHAIR } };
	expect((await house.ask('ensureRoom', first)).created).toBe(true);
	expect((await house.ask('ensureRoom', first)).created).toBe(false);
	await expect.poll(async () => (await stateOf(roomId)).alive).toBe(true);
	const person = randomUUID();
	const [page, other] = [await house.guest(roomId, { person }), await house.guest(roomId)];
	const removed = { roomId, version: 2, rules: { chair: CHAIR, removedIds: [person] } };
	expect(await house.ask('arrange', removed)).toEqual({ version: 2 });
	expect(await house.ask('arrange', removed)).toEqual({ version: 2 });
	expect((await page.closed).code).toBe(CloseCode.removed);
	const peerIds = [peerIdOf(other), peerIdOf(page)];
	expect((await house.ask('expirePeers', { peerIds })).expired).toEqual([peerIdOf(other)]);
	expect((await house.ask('expirePeers', { peerIds })).expired).toEqual([]);
	expect((await other.closed).code).toBe(CloseCode.expired);
	expect((await house.ask('closeRoom', { roomId })).closed).toBe(true);
	expect((await house.ask('closeRoom', { roomId })).closed).toBe(false);
	expect((await house.post('arrange', removed)).status).toBe(404);
	expect(await house.happenings(roomId)).toEqual([
		'room.opened',
		'peer.joined',
		'peer.joined',
		'room.arranged',
		'peer.left',
		'peer.left',
		'room.closed'
	]);
});

test('[MS7] the newest arrangement holds, in whatever order they come', async () => {
	const roomId = await house.room();
	const rules = { chair: CHAIR };
	const newest = { roomId, version: 9, rules: { ...rules, isMutedAll: true } };
	expect(await house.ask('arrange', newest)).toEqual({ version: 9 });
	const late = { roomId, version: 8, rules };
	expect(await house.ask('arrange', late)).toEqual({ version: 9 });
	expect((await house.ask('ensureRoom', { ...late, version: 7 })).room.version).toBe(9);
	expect((await stateOf(roomId)).rules).toMatchObject({ isMutedAll: true });
	expect(await house.happenings(roomId)).toEqual(['room.opened', 'room.arranged']);
});

test('[MS8] with all muted only the chair and the unit with the floor are heard, who comes later too, until it is lifted', async () => {
	const roomId = await house.room();
	const pages = [
		await house.guest(roomId, { person: CHAIR.personId }),
		await house.guest(roomId, { unit: 'first' }),
		await house.guest(roomId, { unit: 'second' })
	];
	for (const page of pages) await sending(page);
	const heard = () => pages.map((page) => isForwarded(roomId, page));
	expect(heard()).toEqual([true, true, true]);
	await house.arrange(roomId, { isMutedAll: true, floorUnitId: 'first' });
	expect(heard()).toEqual([true, true, false]);
	const late = await house.guest(roomId, { unit: 'second' });
	pages.push(late);
	await sending(late);
	expect(heard()).toEqual([true, true, false, false]);
	await house.arrange(roomId, { floorUnitId: 'second' });
	expect(heard()).toEqual([true, false, true, true]);
	await house.arrange(roomId, { isMutedAll: false, floorUnitId: null });
	expect(heard()).toEqual([true, true, true, true]);
	await late.heard('rules', ({ rules }) => !rules.isMutedAll);
});

test('[MS8] the chair who hands over is under the rules again, and who has the chair now is heard', async () => {
	const roomId = await house.room();
	const person = randomUUID();
	const [before, after] = [
		await house.guest(roomId, { person: CHAIR.personId }),
		await house.guest(roomId, { person })
	];
	for (const page of [before, after]) await sending(page);
	await house.arrange(roomId, { isMutedAll: true });
	expect([before, after].map((page) => isForwarded(roomId, page))).toEqual([true, false]);
	await house.arrange(roomId, { chair: { personId: person, unitId: '222403' } });
	expect([before, after].map((page) => isForwarded(roomId, page))).toEqual([false, true]);
});

test('[MS8] a stream that begins under a mute begins silent, and the sender cannot lift it', async () => {
	const roomId = await house.room();
	const person = randomUUID();
	const page = await house.guest(roomId, { person });
	await house.arrange(roomId, { mutedIds: [person] });
	const { producerId } = await sending(page);
	await page.ask('muteProducer', { producerId, muted: false });
	expect(isForwarded(roomId, page)).toBe(false);
	const { room } = (await house.guest(roomId)).entered ?? {};
	expect(room).toMatchObject({ rules: { mutedIds: [person] } });
	await house.arrange(roomId, { mutedIds: [] });
	expect(isForwarded(roomId, page)).toBe(true);
	// What a chair's mute means to the worker is tried with sound, in tests/e2e/media.spec.ts.
});

test('[MS8] who is sent out comes in no more, with a ticket from before neither, until they are let in again', async () => {
	const roomId = await house.room();
	const person = randomUUID();
	const [seated, kept] = [await house.guest(roomId, { person }), ticket(roomId, { person })];
	await house.arrange(roomId, { removedIds: [person] });
	expect((await seated.closed).code).toBe(CloseCode.removed);
	const again = await house.page();
	await expect(again.join(kept)).rejects.toMatchObject({ error: { code: 'refused' } });
	expect((await again.closed).code).toBe(CloseCode.noTicket);
	await house.arrange(roomId, { removedIds: [] });
	expect((await house.guest(roomId, { person })).isOpen).toBe(true);
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

test('[MS9] who was sent out, has no right any more, or left cannot come again with a token', async () => {
	const roomId = await house.room();
	const person = randomUUID();
	const [removed, expired, left] = [
		await house.guest(roomId, { person }),
		await house.guest(roomId),
		await house.guest(roomId)
	];
	await house.arrange(roomId, { removedIds: [person] });
	await house.ask('expirePeers', { peerIds: [peerIdOf(expired)] });
	await left.ask('leave', {});
	for (const { entered } of [removed, expired, left]) {
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

test('[MS17] a process that begins anew has the rooms, the seats and the rules of the one before it', async () => {
	const roomId = await house.room();
	const [first, second] = [await house.guest(roomId), await house.guest(roomId, { unit: 'muted' })];
	const version = await house.arrange(roomId, { isMutedAll: true, floorUnitId: '222403' });
	const before = await stateOf(roomId);
	await house.stop();
	expect((await second.closed).code).toBe(CloseCode.stopping);
	await house.start();
	const page = await house.page();
	const entered = await page.resume(second.entered?.resumeToken ?? '');
	const { openedAt, rules } = before;
	expect(entered.room).toMatchObject({ openedAt, version, rules });
	expect(entered.room.peers.map(({ peerId, connected }) => ({ peerId, connected }))).toEqual([
		{ peerId: peerIdOf(first), connected: false },
		{ peerId: peerIdOf(second), connected: true }
	]);
	await sending(page);
	expect(isForwarded(roomId, second)).toBe(false);
	// What is older than the process knows is late, whoever sends it.
	await house.ask('arrange', { roomId, version: version - 1, rules: { chair: CHAIR } });
	expect(isForwarded(roomId, second)).toBe(false);
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
			else await house.ask('expirePeers', { peerIds: [peerIdOf(page)] });
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
