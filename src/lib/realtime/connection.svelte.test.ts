import { connect, createServer, type Socket as TcpSocket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hub } from '#lib/server/realtime/hub.ts';
import { openTransport, type Transport } from '#lib/server/realtime/uws.ts';
import { PushConnection } from './connection.svelte.ts';
import {
	ClientMessage,
	encode,
	isAfter,
	PROTOCOL_VERSION,
	type Cursor,
	type Entry,
	type Topic
} from './protocol.ts';

const TOPIC = 'unit:222403';
const entry = (seq: number, scope = ['222403']): Entry => ({
	cursor: `${700 + seq}.${seq}`,
	id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
	at: '2026-01-01T00:00:00.000Z',
	actor: null,
	actorName: 'system',
	type: 'report.filed',
	subject: 'report:1',
	scope,
	payload: {}
});

/** Hub and sockets as in the push process, over a journal that is an array. `heartbeatMs` 0: no pulse. */
async function makeServer(stored: Entry[], { journal = 'one', port = 0, heartbeatMs = 200 } = {}) {
	let version: number = PROTOCOL_VERSION;
	const last = () => stored.at(-1)?.cursor ?? '0.0';
	const transport: Transport = await openTransport<string>({
		host: '127.0.0.1',
		port,
		origin: 'http://localhost',
		authenticate: async (headers) => (headers.get('cookie') === 'session=over' ? null : 'officer'),
		onOpen: (id, who, socket) => {
			hub.open(id, who, socket);
			const hello = {
				version,
				journal,
				heartbeatMs: heartbeatMs || 100
			} as const;
			socket.send(encode({ kind: 'hello', ...hello }));
			socket.subscribe('pulse');
		},
		onMessage: (id, message) => {
			const asked = ClientMessage.parse(JSON.parse(Buffer.from(message).toString()));
			if (asked.kind === 'subscribe') void hub.subscribe(id, asked.topic, asked.cursor);
			else hub.unsubscribe(id, asked.topic);
		},
		onClose: (id) => hub.close(id),
		health: () => ({})
	});
	const entriesAfter = async (topic: Topic, cursor: Cursor) =>
		stored.filter((e) => isAfter(e.cursor, cursor) && topic === `unit:${e.scope[0]}`);
	const mayRead = async (_who: string, topic: Topic) => topic !== 'unit:forbidden';
	const hub: Hub<string> = new Hub<string>(
		{ mayRead, entriesAfter, publish: (topic, frame) => transport.publish(topic, frame) },
		{ journal, cursor: last() }
	);
	const beat = () => {
		const at = new Date().toISOString();
		transport.publish('pulse', encode({ kind: 'pulse', at, lagMs: 0, cursor: hub.place.cursor }));
	};
	const timer = heartbeatMs ? setInterval(beat, heartbeatMs) : undefined;
	return {
		port: transport.port,
		write: (...entries: Entry[]) => {
			stored.push(...entries);
			hub.publish(entries);
		},
		say: (...frames: string[]) => frames.forEach((frame) => transport.publish('pulse', frame)),
		/** As an update does: everybody comes again, to a server that speaks this version. */
		update: (spoken: number) => {
			version = spoken;
			hub.expelAll('stopping');
		},
		sessions: () => hub.sessions.length,
		stop: () => {
			clearInterval(timer);
			transport.refuse();
			hub.expelAll('stopping');
			transport.cut();
		}
	};
}

/** As a program comes in, and as a page does. */
const program = { authorization: 'Bearer test' };
const pageWith = (cookie: string) => ({ origin: 'http://localhost', cookie });

let headers: Record<string, string>;
let server: Awaited<ReturnType<typeof makeServer>>;
let stored: Entry[];
let connection: PushConnection;

beforeEach(async () => {
	const Bare = WebSocket;
	headers = program;
	// Node's WebSocket sends no Origin and no cookie by itself.
	class WithHeaders extends Bare {
		constructor(url: string, protocols: string) {
			super(url, { headers, protocols } as unknown as string[]);
		}
	}
	vi.stubGlobal('WebSocket', WithHeaders);
	stored = [];
	server = await makeServer(stored);
	connection = new PushConnection(`ws://127.0.0.1:${server.port}/push`);
});
afterEach(() => {
	connection.close();
	server.stop();
	vi.unstubAllGlobals();
});

/** A follower that remembers. */
function screen(cursor: Cursor | null, topic = TOPIC, onSnapshot = async () => {}) {
	const seqs: number[] = [];
	let snapshots = 0;
	let refused = false;
	const stop = connection.follow(topic, cursor, {
		onEntry: (e) => void seqs.push(Number(e.cursor.split('.')[1])),
		onSnapshot: () => {
			snapshots += 1;
			return onSnapshot();
		},
		onRefused: () => (refused = true)
	});
	return { seqs, stop, snapshots: () => snapshots, refused: () => refused };
}
const until = (claim: () => boolean) => vi.waitUntil(claim, { timeout: 4000, interval: 5 });
const live = () => until(() => connection.state === 'live');

test('[RT4] a follower gets what it missed and what happens, and the state says that it is live', async () => {
	server.write(entry(1), entry(2));
	const { seqs } = screen('701.1');
	await live();
	server.write(entry(3));
	await until(() => seqs.includes(3));
	expect(seqs).toEqual([2, 3]);
	await until(() => connection.dataAsOf !== null);
});

test('[RT4] each beat tells the server’s clock', async () => {
	const told: Date[] = [];
	connection.close();
	connection = new PushConnection(`ws://127.0.0.1:${server.port}/push`, {
		onTime: (serverNow) => told.push(serverNow)
	});
	await until(() => told.length > 1);
	const [first, second] = told;
	expect(second?.getTime()).toBeGreaterThan(first?.getTime() ?? NaN);
});

test('[RT5] followers of one topic share a stream and each sees every line once', async () => {
	server.write(entry(1), entry(2), entry(3));
	const first = screen('703.3');
	await live();
	const older = screen('701.1');
	const newer = screen('703.3');
	server.write(entry(4));
	await until(() => [first, older, newer].every(({ seqs }) => seqs.includes(4)));
	expect([first.seqs, older.seqs, newer.seqs]).toEqual([[4], [2, 3, 4], [4]]);
});

test('[RT6] lines that come while the queries are asked again are applied after their answer', async () => {
	let answer = () => {};
	const { seqs, snapshots } = screen(
		null,
		TOPIC,
		() => new Promise<void>((done) => (answer = done))
	);
	await until(() => snapshots() === 1);
	server.write(entry(1));
	await new Promise((done) => setTimeout(done, 100));
	expect(seqs).toEqual([]);
	expect(connection.state).toBe('behind');
	answer();
	await until(() => seqs.length === 1);
	await live();
});

test('[RT6] a follower without a place asks its own queries, and sends nobody else back to theirs', async () => {
	server.write(entry(1));
	const first = screen('701.1');
	const early = screen(null);
	await live();
	const late = screen(null);
	await until(() => late.snapshots() === 1);
	server.write(entry(2));
	await until(() => [first, early, late].every(({ seqs }) => seqs.includes(2)));
	expect([first.seqs, early.seqs, late.seqs]).toEqual([[2], [2], [2]]);
	expect([first.snapshots(), early.snapshots(), late.snapshots()]).toEqual([0, 1, 1]);
	await live();
});

test('[RT8] a refused topic is told to its follower, and the others go on', async () => {
	const refused = screen(null, 'unit:forbidden');
	const other = screen('0.0');
	await until(refused.refused);
	server.write(entry(1));
	await until(() => other.seqs.length === 1);
	await live();
});

test('[RT11] when the server is started again the connection goes on where it was', async () => {
	const { seqs, snapshots } = screen('0.0');
	await live();
	server.write(entry(1));
	await until(() => seqs.length === 1);
	const { port } = server;
	server.stop();
	await until(() => connection.state === 'offline');
	stored.push(entry(2), entry(3));
	server = await makeServer(stored, { port });
	await until(() => seqs.includes(3));
	expect(seqs).toEqual([1, 2, 3]);
	expect(snapshots()).toBe(0);
});

test('[RT2] when the journal is another one, followers ask their queries again', async () => {
	const { seqs, snapshots } = screen('0.0');
	await live();
	const { port } = server;
	server.stop();
	await until(() => connection.state === 'offline');
	server = await makeServer([entry(1)], { port, journal: 'two' });
	await until(() => snapshots() === 1);
	expect(seqs).toEqual([]);
});

test('[RT14] a line that is silent is given up for a new one', async () => {
	// Takes and keeps everything, once told to: what a half-open connection looks like.
	const ends = new Set<TcpSocket>();
	let isMute = false;
	const hole = createServer((near) => {
		const far = connect(server.port, '127.0.0.1');
		ends.add(near).add(far);
		near.on('data', (bytes) => far.write(bytes));
		far.on('data', (bytes) => void (isMute || near.write(bytes)));
		for (const end of [near, far]) end.on('error', () => end.destroy());
		near.on('close', () => far.destroy());
	});
	await new Promise<void>((done) => hole.listen(0, '127.0.0.1', done));
	const address = hole.address();
	const through = new PushConnection(
		`ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/push`
	);
	const seqs: number[] = [];
	through.follow(TOPIC, '0.0', {
		onEntry: (e) => void seqs.push(Number(e.cursor.split('.')[1])),
		onSnapshot: () => {}
	});
	await until(() => through.state === 'live');
	isMute = true;
	server.write(entry(1));
	await until(() => through.state !== 'live');
	isMute = false;
	await until(() => through.state === 'live');
	expect(seqs).toEqual([1]);
	through.close();
	ends.forEach((end) => end.destroy());
	hole.close();
});

test('[RT12] a page whose session ran out while the line was cut learns that it is signed out', async () => {
	connection.close();
	headers = pageWith('session=good');
	connection = new PushConnection(`ws://127.0.0.1:${server.port}/push`);
	await live();
	const { port } = server;
	server.stop();
	await until(() => connection.state === 'offline');
	expect(connection.signedOut).toBe(false);
	headers = pageWith('session=over');
	server = await makeServer(stored, { port });
	await until(() => connection.signedOut);
	expect(connection.state).toBe('offline');
	expect(server.sessions()).toBe(0);
	headers = pageWith('session=good');
	connection.reconnect();
	await live();
	expect(connection.signedOut).toBe(false);
});

test('[RT10] a follower that stopped hears nothing more, and the topic is left with the last', async () => {
	const [one, two] = [screen('0.0'), screen('0.0')];
	await live();
	one.stop();
	server.write(entry(1));
	await until(() => two.seqs.length === 1);
	two.stop();
	server.write(entry(2));
	await live();
	expect([one.seqs, two.seqs]).toEqual([[], [1]]);
});

test('[RT1] a closed connection stays closed', async () => {
	await live();
	connection.close();
	expect(connection.state).toBe('offline');
	await until(() => server.sessions() === 0);
});

test('[RT2] a page of another version than the server takes no line, says so, and goes on when it fits again', async () => {
	const { seqs } = screen('0.0');
	await live();
	server.update(PROTOCOL_VERSION + 1);
	await until(() => connection.isOutdated);
	server.write(entry(1));
	expect(connection.state).toBe('offline');
	server.update(PROTOCOL_VERSION);
	connection.reconnect();
	await until(() => seqs.includes(1));
	expect(connection.isOutdated).toBe(false);
});

test('[RT2] a frame of a kind that this version does not know is passed over', async () => {
	const { seqs } = screen('0.0');
	await live();
	server.say('{"kind":"weather","sun":true}', 'not JSON', '[]', '{"kind":"entry","topic":7}');
	server.write(entry(1));
	await until(() => seqs.includes(1));
	expect(connection.state).toBe('live');
});

test('a line that a screen cannot read has that screen ask its queries, and costs the others nothing', async () => {
	vi.stubGlobal('reportError', vi.fn());
	const { seqs } = screen('0.0');
	let asked = 0;
	const taken: string[] = [];
	connection.follow(TOPIC, '0.0', {
		onEntry: ({ cursor }) => {
			if (cursor === '701.1') throw new TypeError('of another release');
			taken.push(cursor);
		},
		onSnapshot: () => void asked++
	});
	await live();
	server.write(entry(1), entry(2));
	await until(() => taken.includes('702.2'));
	await until(() => seqs.includes(2));
	expect(asked).toBe(1);
	expect(taken).toEqual(['702.2']);
	expect(seqs).toEqual([1, 2]);
	expect(reportError).toHaveBeenCalledOnce();
});

test('each new line is told, so that the page can ask which program the server runs', async () => {
	connection.close();
	let greetings = 0;
	connection = new PushConnection(`ws://127.0.0.1:${server.port}/push`, {
		onGreeting: () => void greetings++
	});
	await until(() => greetings === 1);
	connection.reconnect();
	await until(() => greetings === 2);
});
