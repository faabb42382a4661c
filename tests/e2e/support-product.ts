import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import postgres from 'postgres';
import { databaseUrl } from '../../src/commands/support/database.ts';
import { findBinaries } from '../../src/lib/server/cluster/binaries.ts';
import { Cluster } from '../../src/lib/server/cluster/cluster.ts';
import {
	signal,
	waitUntilGone,
	type ProcessIdentity
} from '../../src/lib/server/cluster/processes.ts';
import { productNow } from './support.ts';

/** Drills on the running product. */
type Part = 'supervisor' | 'app' | 'push' | 'worker' | 'media';

const dataDir = () => productNow().place.dataDir;
export const pushPort = () => productNow().place.pushPort;

function running(part: Part): ProcessIdentity {
	const file = path.join(dataDir(), 'run', `${part}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
}

/** `kill -9` of one process. Returns when it is gone; whoever keeps it running starts another. */
export async function kill(part: Part) {
	const victim = running(part);
	signal(victim.pid, 'SIGKILL');
	expect(await waitUntilGone(victim, 5000)).toBe(true);
}

/** `kill -9` of every worker program that the media server has now. Returns how many there were. */
export function killMediaWorkers(): number {
	const { pid } = running('media');
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
	const workers = children
		.filter((one) => one !== '')
		.filter((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('mediasoup-worker'));
	for (const one of workers) signal(Number(one), 'SIGKILL');
	return workers.length;
}

/** `kill -9` of the database server. */
export const killDatabase = () => new Cluster(findBinaries(), dataDir()).kill();

/** Halts a process in the middle of what it does while `work` runs: it answers nobody, and nobody is told. */
export async function halted(part: Part, work: () => Promise<void>) {
	const { pid } = running(part);
	signal(pid, 'SIGSTOP');
	try {
		await work();
	} finally {
		signal(pid, 'SIGCONT');
	}
}

/** As if the feed had last been heard so many seconds earlier than it was: the product finds out by itself. */
export async function moveFeedBack(name: string, seconds: number) {
	const url = await databaseUrl(new Cluster(findBinaries(), dataDir()));
	const sql = postgres(url, { max: 1 });
	try {
		const moved = await sql`
			update feed set alive_at = alive_at - make_interval(secs => ${seconds}) where name = ${name}`;
		expect(moved.count).toBe(1);
	} finally {
		await sql.end();
	}
}

export type Health = {
	status: 'ok' | 'failing';
	version: string;
	database: { ok: boolean; ms: number | null };
	push: { ok: boolean; lagMs: number | null };
	worker: { ok: boolean; ageMs: number | null; late: string[] };
};

/** What /api/health says; null while nobody answers. */
export async function health(url: string): Promise<Health | null> {
	const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(
		() => null
	);
	return answer && ((await answer.json()) as Health);
}
