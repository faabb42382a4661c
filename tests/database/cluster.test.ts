import postgres from 'postgres';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBinaries } from '#lib/server/cluster/binaries.ts';
import { Cluster } from '#lib/server/cluster/cluster.ts';
import { temporaryCluster } from '../support/cluster.ts';

// As the product has it, because what is written down late is lost in a crash.
const { cluster, folder, remove } = temporaryCluster({ throwAway: false });
let url: string;

async function query(text: string): Promise<unknown[][]> {
	const sql = postgres(url, { max: 1 });
	try {
		return await sql.unsafe(text).values();
	} finally {
		await sql.end();
	}
}

beforeAll(async () => {
	await cluster.start();
	url = await cluster.database('drill');
	await query('create table kept as select 1 as n');
});
afterAll(remove);

test('[CL1] after kill -9 with sessions open it starts at the same address, and what was committed is there', async () => {
	const session = postgres(url, { max: 1 });
	await session`select 1`;
	await cluster.kill();
	expect(cluster.postmaster).toBeNull();
	await expect(cluster.start({ samePort: true })).resolves.toBe('started');
	await expect(query('select n from kept')).resolves.toEqual([[1]]);
	await session.end();
});

test('[CL2] one that still runs from an earlier start is taken over, not started again', async () => {
	const before = cluster.postmaster;
	const next = new Cluster(findBinaries(), folder);
	await expect(next.start()).resolves.toBe('already running');
	expect(next.postmaster).toEqual(before);
	expect(next.url('drill')).toBe(url);
});

test('[CL3] a postmaster.pid whose number another program has by now does not stop the start', async () => {
	await cluster.kill();
	const file = path.join(cluster.folder, 'postmaster.pid');
	const [, ...rest] = readFileSync(file, 'utf8').split('\n');
	writeFileSync(file, [process.pid, ...rest].join('\n'));
	expect(cluster.postmaster).toBeNull();
	await expect(cluster.start()).resolves.toBe('started');
	await expect(query('select n from kept')).resolves.toEqual([[1]]);
});

test('[CL4] nobody gets in without the password, which only we can read', async () => {
	const stranger = Object.assign(new URL(url), { password: 'guess' }).href;
	const sql = postgres(stranger, { max: 1 });
	await expect(sql`select 1`).rejects.toMatchObject({ code: '28P01' });
	expect(statSync(path.join(folder, 'postgres.json')).mode & 0o077).toBe(0);
});

test('[CL5] text is UTF-8 in C.UTF-8, and safety is not traded for speed', async () => {
	const [row] = await query(`
		select current_setting('fsync'), current_setting('synchronous_commit'),
			current_setting('full_page_writes'), current_setting('listen_addresses'),
			datcollate, pg_encoding_to_char(encoding)
		from pg_database where datname = current_database()`);
	expect(row).toEqual(['on', 'on', 'on', '127.0.0.1', 'C.UTF-8', 'UTF8']);
});
