import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../contract/control.ts';
import { RoomRules } from '../contract/room-rules.ts';
import { EventLog } from './event-log.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'watchfire-events-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => path.join(folder, 'events.jsonl');
const seat = {
	personId: 'p',
	name: '王',
	unit: { id: 'u', name: '单位' },
	role: 'speaker' as const
};
const rules = RoomRules.parse({ chair: { personId: 'p', unitId: 'u' } });
const opened = (roomId: string = randomUUID()) =>
	({ type: 'room.opened', roomId, version: 1, rules }) as const;
const ask = (changes: Partial<Asked<'events'>> = {}): Asked<'events'> => ({
	log: null,
	after: 0,
	limit: 500,
	waitMs: 0,
	...changes
});
const numbers = async (events: EventLog, asked: Asked<'events'>) =>
	(await events.read(asked)).events.map(({ number }) => number);

test('[MS18] a reader goes on from where it stopped, in another process too, and reads the same', async () => {
	const first = new EventLog(folder);
	const ids = [1, 2, 3].map(() => first.append(opened()).id);
	const { log, after, events } = await first.read(ask({ limit: 2 }));
	expect(events.map(({ id }) => id)).toEqual(ids.slice(0, 2));
	first.close();
	const second = new EventLog(folder);
	const rest = await second.read(ask({ log, after }));
	expect(rest).toMatchObject({ log, gap: false, after: 3 });
	expect(rest.events.map(({ id }) => id)).toEqual(ids.slice(2));
	second.append({ type: 'room.closed', roomId: randomUUID() });
	expect(await numbers(second, ask({ log, after: 3 }))).toEqual([4]);
	second.close();
});

test('[MS18] a half-written last line is as if it had never been', async () => {
	const first = new EventLog(folder);
	const roomId = randomUUID();
	first.append(opened(roomId));
	first.close();
	appendFileSync(file(), '{"number":2,"id":"');
	const second = new EventLog(folder);
	second.append({ type: 'room.closed', roomId });
	expect(await numbers(second, ask())).toEqual([1, 2]);
	expect(readFileSync(file(), 'utf8').trim().split('\n')).toHaveLength(3);
	second.close();
});

test('[MS18] what is too old is forgotten, whoever asks for it is told so, and open rooms are known all the same', async () => {
	const events = new EventLog(folder, { kept: 5 });
	const { log } = await events.read(ask());
	const roomId = randomUUID();
	const sessionId = randomUUID();
	events.append(opened(roomId));
	events.append({ type: 'peer.joined', roomId, peerId: randomUUID(), seat, sessionId });
	for (let version = 2; version < 12; version++) {
		const isMutedAll = version % 2 === 0;
		events.append({ type: 'room.arranged', roomId, version, rules: { ...rules, isMutedAll } });
	}
	const late = await events.read(ask({ log, after: 1 }));
	expect(late.gap).toBe(true);
	expect(late.events.at(-1)?.number).toBe(12);
	expect(late.events[0]?.number).toBeGreaterThan(2);
	expect((await events.read(ask({ log, after: 11 }))).gap).toBe(false);
	events.close();
	const again = new EventLog(folder, { kept: 5 });
	expect(again.rooms).toMatchObject([
		{ roomId, version: 11, rules: { isMutedAll: false }, peers: [{ seat }] }
	]);
	again.close();
});

test('[MS18] a reader of another log is told, and begins at the beginning', async () => {
	const events = new EventLog(folder);
	events.append(opened());
	const other = await events.read(ask({ log: randomUUID(), after: 700 }));
	expect(other).toMatchObject({ gap: true, after: 1 });
	events.close();
	writeFileSync(file(), 'not ours\n');
	const anew = new EventLog(folder);
	expect((await anew.read(ask())).events).toEqual([]);
	anew.append(opened());
	anew.close();
	// As a release before this one wrote it: its lines are none of ours.
	writeFileSync(file(), readFileSync(file(), 'utf8').replace('"version":2,', ''));
	const next = new EventLog(folder);
	expect((await next.read(ask())).events).toEqual([]);
	expect(next.rooms).toEqual([]);
	next.close();
});

test('[MS18] who waits gets the next event at once, or nothing when the time is up', async () => {
	const events = new EventLog(folder);
	const { log } = await events.read(ask());
	const waiting = events.read(ask({ log, waitMs: 10_000 }));
	events.append(opened());
	expect((await waiting).events).toHaveLength(1);
	expect(await events.read(ask({ log, after: 1, waitMs: 20 }))).toMatchObject({
		after: 1,
		events: []
	});
	events.close();
});
