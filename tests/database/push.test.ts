import postgres from 'postgres';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { headCursor } from '#lib/server/journal/read.ts';
import type { PushServer } from '#lib/server/realtime/server.ts';
import { RawSocket } from '../bench/push/raw-socket.ts';
import { Stranger } from '../bench/push/stranger.ts';
import { testDatabase } from '../support/database.ts';
import { cable, liveStranger, ORIGIN, pushServer, write } from './push-support.ts';

const db = await testDatabase();
const { url } = db;
const lost = await testDatabase();
const backup = await testDatabase();
const sql = postgres(url, { max: 4, onnotice: () => {} });
let server: PushServer;
let revoked: Set<string>;
const strangers: Stranger[] = [];

beforeEach(async () => {
	revoked = new Set();
	server = await pushServer(url, { revoked });
});
afterEach(async () => {
	strangers.splice(0).forEach((stranger) => stranger.leave());
	await server.stop();
});
afterAll(async () => {
	await sql.end();
});

const follow = async (options: Parameters<typeof liveStranger>[1] = {}) => {
	const stranger = await liveStranger(server, options);
	strangers.push(stranger);
	return stranger;
};
const numbers = ({ entries }: Stranger) =>
	entries.map(({ payload }) => (payload as { n: number }).n);
const got = (stranger: Stranger, n: number) =>
	vi.waitUntil(() => numbers(stranger).includes(n), { timeout: 10_000, interval: 10 });
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('[RT4] a line that is written appears on the screens of every unit in its scope', async () => {
	const [county, city] = [await follow(), await follow({ topic: 'unit:222400' })];
	await write(sql, { n: 1 });
	await Promise.all([got(county, 1), got(city, 1)]);
	await write(sql, { n: 2, scope: ['220221'] });
	await write(sql, { n: 3 });
	await got(county, 3);
	expect(numbers(county)).toEqual([1, 3]);
});

test('[RT3] when a later number is committed first, both arrive, in the journal’s order', async () => {
	const screen = await follow();
	const early = await sql.reserve();
	await early`begin`;
	await write(early, { n: 1 });
	await write(sql, { n: 2 });
	db.doorbell.ring();
	await early`commit`;
	early.release();
	await got(screen, 2);
	expect(numbers(screen)).toEqual([1, 2]);
});

test('[RT5] screens that come while lines are being written get each line once, in order', async () => {
	const start = await headCursor(db);
	const last = 300;
	const coming: ReturnType<typeof follow>[] = [];
	for (const n of upTo(last)) {
		await write(sql, { n });
		db.doorbell.ring();
		if (n % 7 === 0) coming.push(follow({ cursor: start }));
	}
	const screens = await Promise.all(coming);
	await Promise.all(screens.map((screen) => got(screen, last)));
	for (const screen of screens) expect(numbers(screen)).toEqual(upTo(last));
});

test('[RT6] a missing cursor, and one of another database, is answered by a snapshot', async () => {
	const witness = await follow();
	await write(sql, { n: 1 });
	await got(witness, 1);
	for (const cursor of [null, '4000000000.7']) {
		const screen = await follow({ cursor });
		expect(screen.frames.map(({ kind }) => kind).slice(0, 3)).toEqual([
			'hello',
			'snapshot',
			'live'
		]);
		expect(screen.entries).toEqual([]);
		await write(sql, { n: 2 });
		await got(screen, 2);
	}
});

test('[RT8] a topic that was not granted is refused, and nothing of it comes', async () => {
	const screen = await follow();
	const other = new Stranger(server.port, 'unit:220221');
	strangers.push(other);
	await vi.waitUntil(() => other.frames.some(({ kind }) => kind === 'refused'));
	await write(sql, { n: 1, scope: ['220221'] });
	await write(sql, { n: 2 });
	await got(screen, 2);
	expect(other.entries).toEqual([]);
});

test('[RT9] a screen that takes no bytes is closed with 4001, and goes on without a gap when it does again', async () => {
	const [slow, quick] = [await follow(), await follow()];
	slow.pause();
	const text = 'x'.repeat(20_000);
	let last = 0;
	// First the kernel's buffers fill (about 4 MB), then the server's.
	while (server.health().sockets === 2) {
		for (let i = 0; i < 10; i++) await write(sql, { n: ++last, text });
		db.doorbell.ring();
		await got(quick, last);
	}
	for (let i = 0; i < 5; i++) await write(sql, { n: ++last, text });
	await got(quick, last);
	expect(numbers(slow).length).toBeLessThan(last);
	slow.resume();
	await got(slow, last);
	expect(slow.closes[0]).toBe(4001);
	expect(slow.frames.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1); // at the start
	expect(numbers(slow)).toEqual(upTo(last));
	expect(quick.closes).toEqual([]);
});

test('[RT11] a screen attached while the server is started again gets every line once', async () => {
	const screen = await follow();
	await write(sql, { n: 1 });
	await got(screen, 1);
	await server.stop();
	await write(sql, { n: 2 });
	server = await pushServer(url);
	screen.moveTo(server.port);
	await got(screen, 2);
	await write(sql, { n: 3 });
	await got(screen, 3);
	expect(screen.closes[0]).toBe(1001);
	expect(numbers(screen)).toEqual([1, 2, 3]);
});

test('[RT12] a revoked session loses its sockets with 4003 and cannot come back; others stay', async () => {
	const screen = await follow();
	revoked.add('officer');
	await vi.waitUntil(() => screen.closes.length > 0, { timeout: 5000 });
	expect(screen.closes).toEqual([4003]);
	screen.connect();
	await vi.waitUntil(() => screen.closes.length > 1);
	expect(screen.closes[1]).toBe(401);
});

test.each([
	['a text that is no JSON', '{'],
	['an unknown kind', '{"kind":"sql","topic":"unit:222403"}'],
	['a topic of no kind', '{"kind":"subscribe","topic":"pulse","cursor":null}'],
	['a cursor that is a number', '{"kind":"subscribe","topic":"unit:222403","cursor":12}'],
	[
		'a message that is too long',
		JSON.stringify({ kind: 'presence', topic: 'incident:7', state: { a: 'x'.repeat(9000) } })
	]
])('[RT13] %s closes that socket with 4400, and no other', async (_title, message) => {
	const [bad, good] = [await follow(), await follow()];
	bad.send(message);
	await vi.waitUntil(() => bad.closes.length > 0);
	expect(bad.closes[0]).toBe(4400);
	await write(sql, { n: 1 });
	await got(good, 1);
	expect(good.closes).toEqual([]);
});

test('[RT13] a client that floods is closed with 4429', async () => {
	const screen = await follow();
	for (let i = 0; i < 250; i++) screen.send({ kind: 'unsubscribe', topic: 'unit:220000' });
	await vi.waitUntil(() => screen.closes.length > 0);
	expect(screen.closes[0]).toBe(4429);
});

test('[RT10] a line whose doorbell was lost arrives all the same', async () => {
	const screen = await follow();
	await write(sql, { n: 1 }); // by bare SQL: nobody rings
	await got(screen, 1);
	expect(numbers(screen)).toEqual([1]);
});

test('[RT14] a lost database is reported as lag, and what was written meanwhile arrives when it is back', async () => {
	const line = await cable(url);
	const behind = await pushServer(line.url);
	const screen = new Stranger(behind.port, 'unit:222403', { cursor: await headCursor(db) });
	strangers.push(screen);
	await vi.waitUntil(() => screen.isLive);
	line.cut();
	await write(sql, { n: 1 });
	await vi.waitUntil(() => behind.health().status === 'behind', { timeout: 10_000 });
	const pulse = screen.frames.findLast(({ kind }) => kind === 'pulse');
	expect(pulse?.lagMs).toBeGreaterThan(1000);
	expect(numbers(screen)).toEqual([]);
	line.mend();
	await got(screen, 1);
	await vi.waitUntil(() => behind.health().status === 'ok');
	// The doorbell's own connection is back too.
	await write(sql, { n: 2 });
	db.doorbell.ring();
	await got(screen, 2);
	expect(screen.closes).toEqual([]);
	await behind.stop();
	line.end();
});

test('[RT11] when a restored backup answers in its place, screens are told that it is another journal', async () => {
	const line = await cable(lost.url);
	const moved = await pushServer(line.url);
	const screen = new Stranger(moved.port, 'unit:222403', { cursor: '0.0' });
	strangers.push(screen);
	await vi.waitUntil(() => screen.isLive);
	line.cut();
	const nameOf = (address: string) => sql(new URL(address).pathname.slice(1));
	await sql`drop database ${nameOf(lost.url)} with (force)`;
	await sql`create database ${nameOf(lost.url)} template ${nameOf(backup.url)}`;
	line.mend();
	await vi.waitUntil(() => screen.hellos.length > 1 && screen.isLive, { timeout: 10_000 });
	const kinds = screen.frames.map(({ kind }) => kind).filter((kind) => kind !== 'pulse');
	expect(kinds).toEqual(['hello', 'replay', 'live', 'hello', 'snapshot', 'live']);
	const journals = screen.hellos.map(({ journal }) => journal);
	expect(new Set(journals).size).toBe(2);
	expect(screen.closes).toContain(1001);
	await moved.stop();
	line.end();
});

/** 101 for who comes in and is greeted; else the HTTP status or the close code. */
const upgrade = (headers: string[]) =>
	new Promise<number>((answered) => {
		const socket: RawSocket = new RawSocket({
			port: server.port,
			path: '/push',
			headers,
			onText: () => {
				answered(101);
				socket.cut();
			},
			onClose: answered
		});
	});

test.each([
	['our page with a session', ['Cookie: session=officer', `Origin: ${ORIGIN}`], 101],
	['another page with a session', ['Cookie: session=officer', 'Origin: https://evil.example'], 403],
	['a session without any page', ['Cookie: session=officer'], 403],
	['our page without a session', [`Origin: ${ORIGIN}`], 401],
	['our page with a session of nobody', ['Cookie: session=nobody', `Origin: ${ORIGIN}`], 4003],
	[
		'another page with a session of nobody',
		['Cookie: session=nobody', 'Origin: https://evil.example'],
		403
	],
	['a session of nobody without any page', ['Cookie: session=nobody'], 403],
	['a program with a token', ['Authorization: Bearer officer'], 101],
	['a program with a token that nobody has', ['Authorization: Bearer nobody'], 401],
	[
		'another page with a token',
		['Authorization: Bearer officer', 'Origin: https://evil.example'],
		403
	],
	[
		'a program with a token as subprotocol',
		['Sec-WebSocket-Protocol: watchfire.v1, bearer.officer'],
		101
	],
	[
		'a page of an older version, which is to be loaded anew,',
		['Cookie: session=officer', `Origin: ${ORIGIN}`, 'Sec-WebSocket-Protocol: watchfire.v0'],
		4426
	],
	[
		'a program that offers an older version beside ours',
		['Authorization: Bearer officer', 'Sec-WebSocket-Protocol: watchfire.v0, watchfire.v1'],
		101
	],
	[
		'a wrong token beside a good cookie',
		['Authorization: Bearer nobody', 'Cookie: session=officer'],
		401
	],
	[
		'a wrong token and a cookie of our page',
		['Authorization: Bearer nobody', 'Cookie: session=nobody', `Origin: ${ORIGIN}`],
		401
	],
	['a header that is not HTTP', ['Authorization: Bearer \u4f60'], 401]
])('[RT1] %s is answered as it should be', async (_title, headers, status) => {
	expect(await upgrade(headers)).toBe(status);
});

test('[RT12] a page whose session ran out while it was away is told so, and counts nowhere', async () => {
	revoked.add('officer');
	const headers = ['Cookie: session=officer', `Origin: ${ORIGIN}`];
	expect(await upgrade(headers)).toBe(4003);
	expect(server.health().sockets).toBe(0);
	revoked.clear();
	expect(await upgrade(headers)).toBe(101);
});

test('[RT15] presence: newest wins, who leaves is gone, and who comes is told who is there', async () => {
	const [a, b] = [await follow(), await follow()];
	const topic = 'incident:7';
	const presence = (screen: Stranger) =>
		screen.frames.flatMap((f) => (f.kind === 'presence' ? [[f.name, f.state]] : []));
	a.send({ kind: 'subscribe', topic, cursor: null });
	for (let n = 1; n <= 50; n++) a.send({ kind: 'presence', topic, state: { n } });
	await vi.waitUntil(() =>
		presence(a).some(([, state]) => (state as { n: number } | null)?.n === 50)
	);
	expect(presence(a).length).toBeLessThan(10);
	b.send({ kind: 'subscribe', topic, cursor: null });
	await vi.waitUntil(() => presence(b).length > 0);
	expect(presence(b)).toEqual([['officer', { n: 50 }]]);
	a.leave();
	await vi.waitUntil(() => presence(b).length > 1);
	expect(presence(b).at(-1)).toEqual(['officer', null]);
});

test('[RT14] GET /health says how far the screens are', async () => {
	await follow();
	const answer = await fetch(`http://127.0.0.1:${server.port}/health`);
	expect(await answer.json()).toEqual({
		status: 'ok',
		lagMs: expect.any(Number) as number,
		sockets: 1
	});
});
