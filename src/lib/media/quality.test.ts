import { expect, test } from 'vitest';
import { qualityOf } from './quality.ts';

const inbound = (bytesReceived: number, packetsReceived: number, packetsLost: number) => ({
	type: 'inbound-rtp',
	bytesReceived,
	packetsReceived,
	packetsLost,
	framesDecoded: 10
});
const pair = (currentRoundTripTime: number) => ({
	type: 'candidate-pair',
	nominated: true,
	currentRoundTripTime
});

test('rates count from the last reading, and the first has none', () => {
	const first = qualityOf([inbound(1000, 10, 0)], null, 0);
	expect(first.quality).toMatchObject({ inBps: 0, lost: 0, roundTripMs: null, isBad: false });
	const { quality } = qualityOf(
		[inbound(126_000, 110, 0), { type: 'outbound-rtp', bytesSent: 250 }, pair(0.02)],
		first.now,
		1000
	);
	expect(quality).toMatchObject({ inBps: 1_000_000, outBps: 2000, roundTripMs: 20, isBad: false });
});

test('a line is bad where more than one packet in fifty is lost, or an answer takes long', () => {
	expect(qualityOf([inbound(1, 97, 3)], null, 0).quality).toMatchObject({
		lost: 0.03,
		isBad: true
	});
	expect(qualityOf([inbound(1, 99, 1)], null, 0).quality.isBad).toBe(false);
	expect(qualityOf([inbound(1, 100, 0), pair(0.9)], null, 0).quality.isBad).toBe(true);
});

test('what a browser counts below nothing is nothing, and a new connection is no negative rate', () => {
	expect(qualityOf([inbound(1, 100, -4)], null, 0).quality.lost).toBe(0);
	const before = { bytesIn: 5000, bytesOut: 5000, at: 0 };
	expect(qualityOf([inbound(10, 1, 0)], before, 1000).quality).toMatchObject({
		inBps: 0,
		outBps: 0
	});
});
