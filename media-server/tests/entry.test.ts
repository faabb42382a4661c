import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloseCode, JOIN_WITHIN_MS } from '../contract/constants.ts';
import { Page } from './page.ts';
import { House, ticket } from './support.ts';

const house = new House();
beforeAll(() => house.start());
afterAll(() => house.end());

const refusal = (fault: string) => ({ error: { code: 'ticket', ticket: fault } });

test('[MS1] a page of another origin is not let in, nor one of none', async () => {
	await expect(Page.open(house.port, 'http://evil.example')).rejects.toThrow('403');
	await expect(Page.open(house.port, '')).rejects.toThrow('403');
});

test('[MS2] a ticket that is expired, forged, of too long a life or of no room lets nobody in, and the line is closed', async () => {
	const roomId = await house.room();
	const faults: [string, string][] = [
		['expired', ticket(roomId, { expiresAt: Date.now() - 1 })],
		['forged', ticket(roomId, { secret: 'another secret, and as long as the right one' })],
		['malformed', ticket(roomId, { expiresAt: Date.now() + 3_600_000 })],
		['malformed', 'no.ticket.at.all']
	];
	for (const [fault, text] of faults) {
		const page = await house.page();
		await expect(page.join(text)).rejects.toMatchObject(refusal(fault));
		expect(await page.closed).toMatchObject({ code: CloseCode.noTicket, reason: fault });
	}
	const lost = await house.page();
	await expect(lost.join(ticket(randomUUID()))).rejects.toMatchObject({
		error: { code: 'not_found' }
	});
	expect((await house.ask('room', { roomId })).room.peers).toEqual([]);
});

test('[MS2] a ticket is good once, also after the media server began anew', async () => {
	const roomId = await house.room();
	const text = ticket(roomId);
	const first = await house.page();
	await first.join(text);
	const second = await house.page();
	await expect(second.join(text)).rejects.toMatchObject(refusal('used'));
	await house.stop();
	await house.start();
	const third = await house.page();
	await expect(third.join(text)).rejects.toMatchObject(refusal('used'));
});

test('[MS3] who has not come in gets no transport, and is closed after a while', async () => {
	const page = await house.page();
	const began = performance.now();
	await expect(page.ask('createTransport', { direction: 'receive' })).rejects.toMatchObject({
		error: { code: 'refused' }
	});
	expect((await page.closed).code).toBe(CloseCode.noTicket);
	expect(performance.now() - began).toBeLessThan(JOIN_WITHIN_MS + 1000);
});

test('[MS4] a viewer sees and hears, and sends nothing', async () => {
	const page = await house.guest(await house.room(), { role: 'viewer' });
	await expect(page.ask('createTransport', { direction: 'send' })).rejects.toMatchObject({
		error: { code: 'refused' }
	});
	const { transportId } = await page.ask('createTransport', { direction: 'receive' });
	await expect(page.produce(transportId, 'camera')).rejects.toMatchObject({
		error: { code: 'refused' }
	});
});

test('[MS5] who comes in anew takes the former seat’s place', async () => {
	const roomId = await house.room();
	const person = randomUUID();
	const before = await house.guest(roomId, { person });
	const after = await house.guest(roomId, { person });
	expect((await before.closed).code).toBe(CloseCode.replaced);
	expect(after.entered?.room.peers).toMatchObject([{ peerId: after.entered?.peerId }]);
});

test('[MS6] what is not understood closes that line with a code, gives up its seat, and touches nobody else', async () => {
	const roomId = await house.room();
	const other = await house.guest(roomId);
	const { transportId } = await other.ask('createTransport', { direction: 'send' });
	const nonsense: (string | Buffer)[] = [
		'{',
		'[]',
		'{"id":1}',
		'{"id":1,"ask":"fly","data":{}}',
		'{"id":1,"ask":"consume","data":{"transportId":7}}',
		'{"id":-1,"ask":"leave","data":{}}',
		'{"id":1,"ask":"__proto__","data":{}}',
		Buffer.from([0, 1, 2])
	];
	for (const words of nonsense) {
		const page = await house.guest(roomId);
		page.say(words);
		expect((await page.closed).code, String(words)).toBe(CloseCode.malformed);
		await other.heard('peerLeft', ({ peerId }) => peerId === page.entered?.peerId);
	}
	const large = await house.guest(roomId);
	large.say('x'.repeat(70_000));
	expect((await large.closed).code).toBe(1009);
	await other.heard('peerLeft', ({ peerId }) => peerId === large.entered?.peerId);
	const loud = await house.guest(roomId);
	for (let n = 0; n < 400; n++)
		loud.say('{"id":1,"ask":"restartIce","data":{"transportId":"' + randomUUID() + '"}}');
	expect((await loud.closed).code).toBe(CloseCode.tooMany);
	expect(await other.produce(transportId, 'microphone')).toBeTruthy();
	expect((await house.ask('room', { roomId })).room.peers).toHaveLength(1);
});

test('[MS6] parameters that mediasoup does not like are refused, and the worker lives', async () => {
	const roomId = await house.room();
	const page = await house.guest(roomId);
	const before = (await house.ask('metrics', {})).workers.map(({ pid }) => pid);
	const { transportId } = await page.ask('createTransport', { direction: 'send' });
	const wrong = [
		{},
		{ codecs: 'none' },
		{
			codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90000 }],
			encodings: [{ rid: 7 }]
		},
		{
			codecs: [{ mimeType: 'video/H265', payloadType: 96, clockRate: 90000 }],
			encodings: [{ ssrc: 5 }]
		}
	];
	for (const rtpParameters of wrong) {
		const asked = { transportId, source: 'camera', kind: 'video', rtpParameters } as const;
		await expect(page.ask('produce', asked)).rejects.toMatchObject({ error: { code: 'invalid' } });
	}
	await expect(
		page.ask('connectTransport', {
			transportId,
			dtlsParameters: { fingerprints: [{ algorithm: 'x' }] }
		})
	).rejects.toMatchObject({ error: { code: 'invalid' } });
	expect(await page.produce(transportId, 'camera')).toBeTruthy();
	expect((await house.ask('metrics', {})).workers.map(({ pid }) => pid)).toEqual(before);
	expect(page.isOpen).toBe(true);
});
