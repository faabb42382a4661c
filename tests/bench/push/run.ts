import { setTimeout } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { Doorbell } from '#lib/server/journal/doorbell.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { SYSTEM } from '#lib/who.ts';
import { temporaryCluster } from '../../support/cluster.ts';
import { Child } from './processes.ts';
import type { ServerKind } from './server.ts';

/**
 * How long from an accepted report to the last of N screens, what a delivery costs the server, whether a
 * screen misses anything, and what push costs the writers; beside `ws` and `socket.io`, fed alike.
 * Prints one JSON line. `node tests/bench/push/run.ts [N …]`, 1000 and 5000 if not said.
 */
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 5000];
const kinds: ServerKind[] = ['ours', 'ws', 'socket.io'];
const WARMING = 10;
const SINGLES = 40;
const IDLE_MS = 2000; // one heartbeat
const BURSTS = 5;
const BURST = 20;
const WRITERS = 16;
const WRITING_MS = 2500;
/** Off and on by turns, because a disk has moods. */
const ROUNDS = 3;
const LISTENERS = 100;
/** About a first report with its four fields and a sentence. */
const TEXT = '口前镇温德河水位暴涨，城区进水，群众正在转移。'.repeat(8);

const { cluster, remove } = temporaryCluster({ throwAway: false });
try {
	await cluster.start();
	const url = await cluster.database('bench');
	await migrate(url);
	const db = openDb(url, { max: WRITERS });
	await db.insert(node).values({ id: 'bench', unitId: '220000' });
	const fanOut: Record<string, unknown> = {};
	for (const count of counts) {
		const rows: Record<string, Awaited<ReturnType<typeof measure>>> = {};
		for (const kind of kinds) rows[kind] = await measure(db, url, kind, count);
		fanOut[count] = { ...rows, ratioToWs: ratios(rows.ours, rows.ws) };
	}
	const commits = await commitRates(db, url);
	console.log(JSON.stringify({ fanOut, commits }));
	await db.end();
} finally {
	await remove();
}

type Cost = { usPerDelivery: { single: number; burst: number } };
function ratios(ours: Cost | undefined, ws: Cost | undefined) {
	const ratio = (which: 'single' | 'burst') =>
		round((ours?.usPerDelivery[which] ?? NaN) / (ws?.usPerDelivery[which] ?? NaN), 3);
	return { single: ratio('single'), burst: ratio('burst') };
}

/** One accepted report, by the way that every mutation goes; `lines` more than one: that many in one act. */
async function accept(db: Db, first: number, lines = 1) {
	const id = uuidv7();
	const request = { kind: 'bench.accept', who: SYSTEM, input: { actId: id }, onRetry: nothing };
	await act(db, request, async (tx) => {
		for (let n = first; n < first + lines; n++) {
			await record(
				tx,
				SYSTEM,
				{
					type: 'report.filed',
					subject: `report:${id}`,
					scope: ['222403', '222400', '220000'],
					payload: { n, text: TEXT }
				} as never,
				n === first ? id : uuidv7()
			);
		}
	});
}

async function measure(db: Db, url: string, kind: ServerKind, count: number) {
	const server = new Child('server.ts', kind, url);
	const { port } = await server.hear('port');
	const half = Math.ceil(count / 2);
	const clients = [half, count - half].map((n) => new Child('clients.ts', kind, `${port}`, `${n}`));
	await Promise.all(clients.map((child) => child.hear('open')));
	await setTimeout(500);

	let n = 0;
	/** ms from the commit to the last socket of all. */
	const send = async (lines: number) => {
		const upTo = n + lines;
		await Promise.all(clients.map((child) => child.ask({ waitFor: upTo }, 'waiting')));
		await accept(db, n + 1, lines);
		const accepted = performance.timeOrigin + performance.now();
		n = upTo;
		const last = await Promise.all(clients.map((child) => child.hear('all')));
		return Math.max(...last.map(({ at = 0 }) => at)) - accepted;
	};
	const cpu = async () => (await server.ask('cpu', 'cpu')).cpu ?? NaN;

	// Until the code is compiled and what the opening of the sockets left is collected.
	for (let i = 0; i < WARMING; i++) await send(1);
	await send(BURST);
	const idleFrom = await cpu();
	await setTimeout(IDLE_MS);
	const idle = ((await cpu()) - idleFrom) / IDLE_MS;
	/** µs of processor time that `work` took, above what the server takes for its heartbeat alone. */
	const costOf = async (work: () => Promise<void>) => {
		const [from, at] = [await cpu(), performance.now()];
		await work();
		return (await cpu()) - from - idle * (performance.now() - at);
	};
	const singleMs: number[] = [];
	const singleCost = await costOf(async () => {
		for (let i = 0; i < SINGLES; i++) singleMs.push(await send(1));
	});
	const burstMs: number[] = [];
	const burstCost = await costOf(async () => {
		for (let i = 0; i < BURSTS; i++) burstMs.push(await send(BURST));
	});

	const totals = await Promise.all(clients.map((child) => child.ask('totals', 'gaps')));
	await Promise.all([server, ...clients].map((child) => child.end()));
	return {
		acceptedToLastMs: { single: quantiles(singleMs), burst: quantiles(burstMs) },
		usPerDelivery: {
			single: round(singleCost / (SINGLES * count), 2),
			burst: round(burstCost / (BURSTS * BURST * count), 2)
		},
		/** Of one processor, with nothing to tell: heartbeats and polls. */
		idlePercent: round(idle / 10, 2),
		deliveries: totals.reduce((sum, { deliveries = 0 }) => sum + deliveries, 0),
		gaps: totals.reduce((sum, { gaps = 0 }) => sum + gaps, 0)
	};
}

/** Commits per second of `WRITERS` writers: with nothing else, and with push and `LISTENERS` screens that get every line. */
async function commitRates(db: Db, url: string) {
	const rate = async () => {
		const until = Date.now() + WRITING_MS;
		let done = 0;
		await Promise.all(
			Array.from({ length: WRITERS }, async () => {
				while (Date.now() < until) {
					await accept(db, 1);
					done += 1;
				}
			})
		);
		return done / (WRITING_MS / 1000);
	};
	const [ring, silence] = [db.doorbell, new Doorbell(async () => {})];
	const off: number[] = [];
	const on: number[] = [];
	const [serverCpu, clientCpu]: [number[], number[]] = [[], []];
	await rate(); // warm
	for (let turn = 0; turn < ROUNDS; turn++) {
		db.doorbell = silence;
		off.push(await rate());
		db.doorbell = ring;
		const server = new Child('server.ts', 'ours', url);
		const { port } = await server.hear('port');
		const clients = new Child('clients.ts', 'ours', `${port}`, `${LISTENERS}`);
		await clients.hear('open');
		const cpuOf = async (child: Child) => (await child.ask('cpu', 'cpu')).cpu ?? NaN;
		const before = [await cpuOf(server), await cpuOf(clients)];
		on.push(await rate());
		serverCpu.push(((await cpuOf(server)) - (before[0] ?? NaN)) / WRITING_MS / 10);
		clientCpu.push(((await cpuOf(clients)) - (before[1] ?? NaN)) / WRITING_MS / 10);
		await Promise.all([server, clients].map((child) => child.end()));
	}
	const [offRate, onRate] = [mean(off), mean(on)];
	return {
		writers: WRITERS,
		listeners: LISTENERS,
		off: offRate,
		on: onRate,
		ratio: round(onRate / offRate, 2),
		/** Of one processor, while writing. */
		serverCpuPercent: mean(serverCpu),
		clientCpuPercent: mean(clientCpu)
	};
}

function mean(values: number[]) {
	return round(values.reduce((a, b) => a + b, 0) / values.length, 0);
}

function quantiles(values: number[]) {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (q: number) =>
		round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN, 1);
	return { p50: at(0.5), p99: at(0.99) };
}

function round(value: number, digits: number) {
	return Number(value.toFixed(digits));
}
