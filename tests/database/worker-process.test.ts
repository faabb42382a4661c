import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { beat, workerHealth } from '#lib/server/worker/heartbeat.ts';
import { workerHeartbeat } from '#lib/server/worker/tables.server.ts';
import { capXml, infoXml } from '../support/cap.ts';
import { testDatabase } from '../support/database.ts';
import { headlinesFor, newFeed, warningWorld } from './warning-support.ts';

const db = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-worker-'));
let world: Awaited<ReturnType<typeof warningWorld>>;
let worker: ChildProcess;

/** Resolves when the process says that it is ready, as the supervisor waits for it. */
async function startWorker() {
	worker = spawn(process.execPath, ['src/worker.ts'], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		env: { ...process.env, DATABASE_URL: db.url, LOG_LEVEL: 'warn' }
	});
	await once(worker, 'message');
}
async function ended(signal: NodeJS.Signals): Promise<unknown[]> {
	const exit = once(worker, 'exit');
	worker.kill(signal);
	return (await exit) as unknown[];
}

/** An alert in the folder, written some while ago: it is not taken for one that is being written. */
function put(headline: string) {
	const file = path.join(folder, `${headline}.xml`);
	writeFileSync(file, capXml({ identifier: headline, inside: infoXml({ headline }) }));
	const at = Date.now() / 1000 - 60;
	utimesSync(file, at, at);
}
const isRead = (headline: string) =>
	vi.waitUntil(async () => (await headlinesFor(db, world.dunhua)).includes(headline), 40_000);
const lastBeat = (secondsAgo: number) =>
	db.update(workerHeartbeat).set({ at: sql`now() - make_interval(secs => ${secondsAgo})` });

beforeAll(async () => {
	world = await warningWorld(db);
	await newFeed(db, { source: 'folder', address: folder, pollS: 1 });
});
afterAll(() => {
	worker.kill('SIGKILL');
	rmSync(folder, { recursive: true });
});

test('[WK1] it is not there until it says so, reads what comes, and is there by its heartbeat', async () => {
	expect(await workerHealth(db, 2000)).toEqual({ ok: false, ageMs: null, late: [] });
	put('第一条');
	await startWorker();
	expect(await workerHealth(db, 2000)).toMatchObject({ ok: true, late: [] });
	await isRead('第一条');
	await lastBeat(100);
	await vi.waitUntil(async () => (await workerHealth(db, 2000)).ok, 20_000);
});

test('[WK2] told to stop it ends; killed it goes on where it was, and what came meanwhile is read', async () => {
	expect(await ended('SIGTERM')).toEqual([0, null]);
	put('停机期间');
	await startWorker();
	await isRead('停机期间');
	expect(await ended('SIGKILL')).toEqual([null, 'SIGKILL']);
	await lastBeat(10);
	expect(await workerHealth(db, 2000)).toMatchObject({ ok: false });
	put('被杀期间');
	await startWorker();
	await isRead('被杀期间');
	expect(await headlinesFor(db, world.dunhua)).toHaveLength(3);
});

test('[WK3] a job that has not ended well for two minutes is named', async () => {
	await ended('SIGTERM');
	const job = (secondsAgo: number) => ({
		doneAt: Date.now() - secondsAgo * 1000,
		stop: () => Promise.resolve()
	});
	await beat(db, { feeds: job(130), escalation: job(100) });
	expect(await workerHealth(db, 2000)).toMatchObject({ ok: true, late: ['feeds'] });
});
