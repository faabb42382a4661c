import { expect, test, vi } from 'vitest';
import { CloseCode, type Cursor, type Entry, type ServerMessage } from '#lib/realtime/protocol.ts';
import { Hub, MAX_REPLAY_LENGTH, type Socket } from './hub.ts';

const entry = (seq: number, scope = ['222403'], payload: unknown = {}): Entry => ({
	cursor: `${700 + seq}.${seq}`,
	id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
	at: '2026-01-01T00:00:00.000Z',
	actor: null,
	actorName: 'system',
	type: 'report.filed',
	subject: 'report:1',
	scope,
	payload
});
const cursor = (seq: number): Cursor => (seq === 0 ? '0.0' : entry(seq).cursor);
const TOPIC = 'unit:222403';

/** Room in `frames` before the peer counts as too slow. */
function fakeSocket(transport: Map<string, Set<Socket>>, room = Infinity) {
	const frames: ServerMessage[] = [];
	let closed: number | undefined;
	const socket: Socket = {
		send: (frame) => frames.length < room && frames.push(JSON.parse(frame) as ServerMessage) > 0,
		close: (code) => void (closed = code),
		subscribe: (topic) => void transport.set(topic, new Set(transport.get(topic)).add(socket)),
		unsubscribe: (topic) => void transport.get(topic)?.delete(socket),
		cork: (work) => work()
	};
	return {
		socket,
		kinds: () => frames.map(({ kind }) => kind),
		last: () => frames.at(-1),
		seqs: (topic = TOPIC) =>
			frames.flatMap((f) =>
				f.kind === 'entry' && f.topic === topic ? [Number(f.entry.cursor.split('.')[1])] : []
			),
		closed: () => closed
	};
}

/** A hub at line `at` of a journal with the lines `stored`; `during` runs while a replay is being read. */
function makeHub({
	stored = [] as Entry[],
	at = 0,
	during = async (_hub: Hub<string>) => {}
} = {}) {
	const transport = new Map<string, Set<Socket>>();
	const hub: Hub<string> = new Hub<string>(
		{
			mayRead: async (who) => who !== 'stranger',
			entriesAfter: async (topic, after) => {
				const from = stored.findIndex((e) => e.cursor === after);
				if (from < 0 && after !== '0.0') return null;
				const found = stored.slice(from + 1).filter((e) => topic === `unit:${e.scope[0]}`);
				await during(hub);
				return found;
			},
			publish: (topic, frame) => transport.get(topic)?.forEach((socket) => socket.send(frame))
		},
		{ journal: 'one', cursor: cursor(at) }
	);
	const join = (who = 'officer', room?: number) => {
		const peer = fakeSocket(transport, room);
		const id = `${who} ${hub.sessions.length}`;
		hub.open(id, who, peer.socket);
		return { ...peer, id };
	};
	return { hub, join };
}

test('[RT4] a subscriber gets what it missed, is told that it is live, then gets what happens', async () => {
	const { hub, join } = makeHub({ stored: [1, 2, 3].map((n) => entry(n)), at: 3 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(1));
	hub.publish([entry(4)]);
	expect(peer.seqs()).toEqual([2, 3, 4]);
	expect(peer.kinds()).toEqual(['replay', 'entry', 'entry', 'live', 'entry']);
});

test('[RT5] an entry recorded during replay arrives once, in order', async () => {
	const { hub, join } = makeHub({
		stored: [entry(1), entry(2)],
		at: 1,
		during: async (h) => h.publish([entry(2), entry(3)])
	});
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(0));
	expect(peer.seqs()).toEqual([1, 2, 3]);
	expect(peer.last()).toEqual({ kind: 'live', topic: TOPIC, cursor: cursor(3) });
});

test('[RT5] a replay that read ahead of the journal’s reader brings nothing twice', async () => {
	const { hub, join } = makeHub({ stored: [1, 2, 3].map((n) => entry(n)), at: 1 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(0));
	expect(peer.seqs()).toEqual([1, 2, 3]);
	expect(peer.kinds()).not.toContain('live');
	hub.publish([entry(2)]);
	hub.publish([entry(3), entry(4)]);
	hub.publish([entry(5)]);
	expect(peer.seqs()).toEqual([1, 2, 3, 4, 5]);
	expect(peer.kinds().filter((kind) => kind === 'live')).toHaveLength(1);
});

test('[RT5] a cursor that is ahead of the journal’s reader gets nothing at or before it', async () => {
	const { hub, join } = makeHub({ stored: [1, 2, 3].map((n) => entry(n)), at: 1 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(3));
	hub.publish([entry(2), entry(3)]);
	hub.publish([entry(4)]);
	expect(peer.seqs()).toEqual([4]);
});

test('[RT5] one that asks again while it replays gets the answer to the second question only', async () => {
	let release = () => {};
	const first = new Promise<void>((done) => (release = done));
	let reads = 0;
	const { hub, join } = makeHub({
		stored: [1, 2, 3].map((n) => entry(n)),
		at: 3,
		during: () => (reads++ === 0 ? first : Promise.resolve())
	});
	const peer = join();
	const asked = hub.subscribe(peer.id, TOPIC, cursor(0));
	await vi.waitUntil(() => reads === 1);
	await hub.subscribe(peer.id, TOPIC, cursor(2));
	release();
	await asked;
	expect(peer.seqs()).toEqual([3]);
});

test('[RT6] no cursor is answered by a snapshot from which the client follows', async () => {
	const { hub, join } = makeHub({ stored: [entry(1)], at: 1 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, null);
	hub.publish([entry(2)]);
	expect(peer.kinds()).toEqual(['snapshot', 'live', 'entry']);
	expect(peer.seqs()).toEqual([2]);
});

test('[RT6] a cursor that the journal does not know is answered by a snapshot', async () => {
	const { hub, join } = makeHub({ stored: [entry(1)], at: 1 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, '999999.12');
	expect(peer.kinds()).toEqual(['snapshot', 'live']);
});

test('[RT6] a replay that is too long is answered by a snapshot', async () => {
	const long = entry(2, ['222403'], 'x'.repeat(MAX_REPLAY_LENGTH));
	const { hub, join } = makeHub({ stored: [entry(1), long], at: 2 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(1));
	expect(peer.kinds()).toEqual(['snapshot', 'live']);
});

test('[RT7] an entry of several topics comes once in each that the client follows', async () => {
	const { hub, join } = makeHub();
	const peer = join();
	await hub.subscribe(peer.id, 'unit:222403', cursor(0));
	await hub.subscribe(peer.id, 'unit:222400', cursor(0));
	hub.publish([entry(1, ['222403', '222400', '220000'])]);
	expect(peer.seqs('unit:222403')).toEqual([1]);
	expect(peer.seqs('unit:222400')).toEqual([1]);
	expect(peer.seqs('unit:220000')).toEqual([]);
});

test('[RT8] a topic that was not granted is refused, and nothing of it is sent', async () => {
	const { hub, join } = makeHub({ stored: [entry(1)], at: 1 });
	const peer = join('stranger');
	await hub.subscribe(peer.id, TOPIC, cursor(0));
	hub.publish([entry(2)]);
	expect(peer.kinds()).toEqual(['refused']);
});

test('[RT9] a peer too slow to take its replay is closed, not left with a gap', async () => {
	const { hub, join } = makeHub({ stored: [1, 2, 3].map((n) => entry(n)), at: 3 });
	const peer = join('officer', 3);
	await hub.subscribe(peer.id, TOPIC, cursor(0));
	hub.publish([entry(4)]);
	expect(peer.seqs()).toEqual([1, 2]);
	expect(peer.closed()).toBe(CloseCode.tooSlow);
	expect(hub.sessions).toEqual([]);
});

test('[RT10] after unsubscribing nothing more of the topic comes', async () => {
	const { hub, join } = makeHub();
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(0));
	hub.unsubscribe(peer.id, TOPIC);
	hub.publish([entry(1)]);
	expect(peer.seqs()).toEqual([]);
});

test('[RT11] when another journal takes the place of this one, everybody is sent to come again', async () => {
	const { hub, join } = makeHub({ stored: [entry(1)], at: 1 });
	const peer = join();
	await hub.subscribe(peer.id, TOPIC, cursor(1));
	hub.expelAll('another journal', { journal: 'two', cursor: '0.0' });
	expect(peer.closed()).toBe(CloseCode.goingAway);
	expect(hub.place).toEqual({ journal: 'two', cursor: '0.0' });
});
