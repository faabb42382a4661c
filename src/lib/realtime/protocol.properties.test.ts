import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	ClientMessage,
	encode,
	isAfter,
	isJournalTopic,
	MAX_MESSAGE_BYTES,
	readMessage
} from './protocol.ts';

const runs = { seed: 20_100_728, numRuns: 1000 };
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;
const MOST_XID = 2n ** 64n - 1n;
const MOST_SEQ = 2n ** 63n - 1n;

const cursor = fc
	.tuple(fc.bigInt(0n, 2n ** 66n), fc.bigInt(0n, 2n ** 64n))
	.map(([xid, seq]) => `${xid}.${seq}`);
const topic = fc.constantFrom(
	'unit:220221',
	'incident:1',
	'consultation:1',
	'unit:',
	'pulse',
	'x:y'
);
const message = fc.record(
	{
		kind: fc.constantFrom('subscribe', 'unsubscribe', 'presence', 'hello', '__proto__'),
		topic: fc.oneof(topic, fc.string()),
		cursor: fc.oneof(cursor, fc.constantFrom(null, '', '1', '-1.1', '1e3.1'), fc.jsonValue()),
		state: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue())
	},
	{ requiredKeys: [] }
);

/** What is done with a message that was understood. */
function used(read: ClientMessage | null) {
	if (read === null) return;
	expect(ClientMessage.parse(read)).toEqual(read);
	expect(typeof isJournalTopic(read.topic)).toBe('boolean');
	if (read.kind === 'subscribe' && read.cursor !== null) {
		const [xid = '', seq = ''] = read.cursor.split('.');
		expect(BigInt(xid) <= MOST_XID && BigInt(seq) <= MOST_SEQ).toBe(true);
		expect(isAfter(read.cursor, read.cursor)).toBe(false);
	}
	if (read.kind === 'presence') {
		const peer = { peer: '1', personId: '1', name: '', unitName: '' };
		expect(
			JSON.parse(encode({ kind: 'presence', topic: read.topic, state: read.state, ...peer }))
		).toBeTruthy();
	}
}

test('any bytes are a message or none; nothing is thrown', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
			used(readMessage(bytes.slice().buffer))
		),
		runs
	);
});

test('any JSON is a message or none; nothing is thrown', () => {
	fc.assert(
		fc.property(fc.oneof(message, fc.jsonValue()), (value) =>
			used(readMessage(bytesOf(JSON.stringify(value))))
		),
		runs
	);
});

test('a message that is cut anywhere is none', () => {
	const whole = JSON.stringify({ kind: 'subscribe', topic: 'unit:220221', cursor: '1.1' });
	expect(readMessage(bytesOf(whole))).not.toBeNull();
	for (let end = 0; end < whole.length; end += 1) {
		expect(readMessage(bytesOf(whole.slice(0, end)))).toBeNull();
	}
});

test('the deepest state that a frame can hold is passed on; a longer frame is none', () => {
	const around = '{"kind":"presence","topic":"incident:1","state":{"a":}}';
	const depth = (MAX_MESSAGE_BYTES - around.length) >> 1;
	const frame = around.replace('"a":', `"a":${'['.repeat(depth)}${']'.repeat(depth)}`);
	const read = readMessage(bytesOf(frame));
	expect(read).not.toBeNull();
	used(read);
	expect(readMessage(bytesOf(frame.replace('"a"', `"${'a'.repeat(20)}"`)))).toBeNull();
});
