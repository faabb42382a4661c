import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { changed, MENDS } from '../../src/commands/support/postgres-loss.ts';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { testDatabase } from '../support/database.ts';

const direct = await testDatabase();
await direct.execute(sql`create table kept (text text not null)`);

/** A line to the database that can be cut: every connection through it is reset at once. */
async function cuttableLine(): Promise<{ url: string; cut: () => void }> {
	const { hostname, port } = new URL(direct.url);
	const ends = new Set<Socket>();
	const server = createServer((near) => {
		const far = connect(Number(port), hostname);
		for (const end of [near, far]) {
			ends.add(end);
			end.on('error', () => {}).on('close', () => ends.delete(end));
		}
		near.pipe(far).pipe(near);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = Object.assign(new URL(direct.url), {
		hostname: '127.0.0.1',
		port: `${(server.address() as AddressInfo).port}`
	});
	const cut = () => ends.forEach((end) => end.resetAndDestroy());
	afterAll(() => {
		cut();
		server.close();
	});
	return { url: url.href, cut };
}

const line = await cuttableLine();

function opened(max: number): Db {
	const db = openDb(line.url, { max });
	afterAll(() => db.end());
	return db;
}

/** Resolves when this connection's backend works on the sleep that a test asked for. One that was cut off sleeps on. */
const isAsleep = (pid: number | undefined) =>
	expect
		.poll(async () => {
			const rows = await direct.execute(
				sql`select 1 from pg_stat_activity where wait_event = 'PgSleep' and pid = ${pid ?? 0}`
			);
			return rows.length;
		})
		.toBe(1);

const pidOf = async (on: Pick<Db, 'execute'>) =>
	(await on.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid;

const keep = (text: string) => sql`insert into kept values (${text})`;
const kept = async () =>
	(await direct.execute<{ text: string }>(sql`select text from kept order by text`)).map(
		({ text }) => text
	);

test('[DB1] whenever a line is cut, every connection works again when it is back, and transactions as well', async () => {
	const db = opened(6);
	for (let round = 0; round < 12; round++) {
		const asked = Array.from({ length: 24 }, (_, i) =>
			i % 3 === 0
				? db.transaction((tx) => tx.execute(sql`select 1`))
				: db.execute(sql`select ${round}::int`)
		);
		// In the middle of the turns in which small writes wait to be sent.
		for (let turn = 0; turn < round % 6; turn++) await new Promise((done) => setImmediate(done));
		line.cut();
		await Promise.allSettled(asked);
	}
	const answers = await Promise.allSettled(
		Array.from({ length: 60 }, () => db.execute(sql`select pg_sleep(0.02)`))
	);
	expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
});

test('[DB2] a transaction that lost its connection writes nothing more, least of all inside another’s', async () => {
	const db = opened(1);
	let goOn = () => {};
	const isOtherOpen = new Promise<void>((done) => (goOn = done));
	let lateAnswer: unknown;
	const lost = db.transaction(async (tx) => {
		const pid = await pidOf(tx);
		await tx.execute(keep('before the loss'));
		const cut = tx.execute(sql`select pg_sleep(10)`).catch((error: unknown) => error);
		await isAsleep(pid);
		line.cut();
		await cut;
		await isOtherOpen;
		lateAnswer = await tx.execute(keep('after the loss')).catch((error: unknown) => error);
	});
	await expect(lost).rejects.toThrow();
	await db.transaction(async (tx) => {
		await tx.execute(keep('the other'));
		goOn();
		await expect.poll(() => lateAnswer).toBeInstanceOf(Error);
		await tx.execute(keep('the other, later'));
	});
	expect(await kept()).toEqual(['the other', 'the other, later']);
});

test('[DB3] an error of the lost connection is not told to the query after it', async () => {
	const db = opened(1);
	const pid = await pidOf(db);
	const asked = db.execute(sql`select pg_sleep(10)`).catch((error: unknown) => error);
	await isAsleep(pid);
	await direct.execute(sql`select pg_terminate_backend(${pid ?? 0})`);
	expect(await asked).toBeInstanceOf(Error);
	expect([...(await db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
});

test('[DB4] a postgres.js that we do not know is refused, not mended', () => {
	for (const mend of Object.values(MENDS)) {
		expect(() => changed('of another version', mend)).toThrow(/is unknown/);
	}
});
