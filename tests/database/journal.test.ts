import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { isAfter } from '#lib/realtime/protocol.ts';
import { headCursor, JournalReader, MAX_REPLAY, START } from '#lib/server/journal/read.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { SYSTEM } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { write } from './push-support.ts';

const db = await testDatabase();
const { url } = db;
const sql = postgres(url, { max: 4, onnotice: () => {} });
const reader = new JournalReader(url);

afterAll(async () => {
	await Promise.all([sql.end(), reader.end()]);
});

const after = (cursor: string, limit = 100) => reader.after(cursor, limit);
const numbers = (entries: { payload: unknown }[]) =>
	entries.map(({ payload }) => (payload as { n: number }).n);

test('[RT3] an empty journal has a cursor too, and everything after it is read', async () => {
	expect(await headCursor(db)).toBe(START);
	await write(sql, { n: 1 });
	expect(numbers(await after(START))).toEqual([1]);
});

test('[RT3] the head is the cursor of the newest line', async () => {
	await write(sql, { n: 2 });
	const [newest] = (await after(START)).slice(-1);
	expect(await headCursor(db)).toBe(newest?.cursor);
	expect((await reader.place()).cursor).toBe(newest?.cursor);
});

test('[RT3] a later number that is committed first waits for the earlier one', async () => {
	const start = await headCursor(db);
	const early = await sql.reserve();
	await early`begin`;
	await write(early, { n: 10 });
	await write(sql, { n: 11 });
	expect(await after(start)).toEqual([]);
	expect(await headCursor(db)).toBe(start);
	expect(await reader.heldBackMs(start)).toBeGreaterThan(0);
	await early`commit`;
	early.release();
	expect(numbers(await after(start))).toEqual([10, 11]);
});

test('[RT3] an open transaction that has the later number but the older id is not overtaken', async () => {
	const start = await headCursor(db);
	const early = await sql.reserve();
	await early`begin`;
	await early`select pg_current_xact_id()`;
	await write(sql, { n: 20 });
	await write(early, { n: 21 });
	await early`commit`;
	early.release();
	const entries = await after(start);
	// The order is that of the transactions, whatever the numbers say; each reader sees the same one.
	expect(numbers(entries)).toEqual([21, 20]);
	expect(isAfter(entries[1]?.cursor ?? '', entries[0]?.cursor ?? null)).toBe(true);
});

test('[RT3] under concurrent commits a reader that goes by cursor misses nothing and sees nothing twice', async () => {
	const start = await headCursor(db);
	const writers = 8;
	const each = 40;
	const pool = postgres(url, { max: writers, onnotice: () => {} });
	let done = false;
	const writing = Promise.all(
		Array.from({ length: writers }, async (_, writer) => {
			for (let i = 0; i < each; i++) {
				await pool.begin(async (tx) => {
					await write(tx, { n: writer * each + i });
					if (i % 3 === 0) await tx`select pg_sleep(0.003)`;
				});
			}
		})
	).then(() => (done = true));
	const seen: number[] = [];
	let cursor = start;
	for (let last = false; !last;) {
		last = done;
		const entries = await after(cursor, 7);
		seen.push(...numbers(entries));
		cursor = entries.at(-1)?.cursor ?? cursor;
		if (entries.length > 0) last = false;
	}
	await writing;
	await pool.end();
	expect(seen.toSorted((a, b) => a - b)).toEqual(
		Array.from({ length: writers * each }, (_, n) => n)
	);
	expect(seen).toEqual(numbers(await after(start, 1000)));
});

test('[RT3] a cursor keeps numbers that JavaScript cannot', async () => {
	const cursor = '18446744073709551615.9223372036854775807';
	expect(await after(cursor)).toEqual([]);
	expect(isAfter(cursor, '18446744073709551615.9223372036854775806')).toBe(true);
});

test('[RT6] a replay has only the lines of its unit', async () => {
	const start = await headCursor(db);
	await write(sql, { n: 30, scope: ['222403', '222400'] });
	await write(sql, { n: 31, scope: ['220221'] });
	expect(numbers((await reader.replay('222400', start)) ?? [])).toEqual([30]);
});

test.each([
	['of another database', '4000000000.7'],
	['with numbers that no database has', '99999999999999999999.9999999999999999999']
])('[RT6] a cursor %s is not followed', async (_title, cursor) => {
	expect(await reader.replay('222403', cursor)).toBeNull();
});

test('[RT6] a cursor too far behind is not followed, one just within reach is', async () => {
	const start = await headCursor(db);
	await sql`
		insert into journal (id, origin, actor_name, type, subject, scope, payload)
		select gen_random_uuid(), 'test', 'x', 'report.filed', 'report:1', '{222403}', '{}'
		from generate_series(1, ${MAX_REPLAY}::int)`;
	expect(await reader.replay('222403', start)).toHaveLength(MAX_REPLAY);
	await write(sql, { n: 40 });
	expect(await reader.replay('222403', start)).toBeNull();
});

test('[RT3] the journal is read by its index, however long it is', async () => {
	await sql`
		insert into journal (id, origin, actor_name, type, subject, scope, payload)
		select gen_random_uuid(), 'test', 'x', 'report.filed', 'report:1', '{222403}', '{}'
		from generate_series(1, 20000)`;
	await sql`analyze journal`;
	const head = await headCursor(db);
	const [xid = '', seq = ''] = head.split('.');
	const plan = await sql<{ 'QUERY PLAN': string }[]>`
		explain select payload from journal
		where (xid, seq) > (${xid}::xid8, ${seq}::bigint)
			and xid < pg_snapshot_xmin(pg_current_snapshot())
		order by xid, seq limit 1000`;
	const text = plan.map((line) => line['QUERY PLAN']).join('\n');
	expect(text).toMatch(/Index Scan using journal_order_idx/);
	expect(text).toMatch(/Index Cond: .*ROW\(xid, seq\) > ROW/);
	expect(text).not.toMatch(/Sort/);
});

test('[RT3] an act is one line, however often it is retried at once', async () => {
	await sql`insert into node (id, unit_id) values ('test', '220000') on conflict do nothing`;
	const id = '01890000-0000-7000-8000-0000000000aa';
	const start = await headCursor(db);
	const event = {
		type: 'shift.signed',
		subject: 'shift:1',
		scope: ['222403', '222403'],
		payload: { n: 50 }
	};
	const request = { kind: 'shift.sign', who: SYSTEM, input: { actId: id } };
	const answers = await Promise.all(
		Array.from({ length: 5 }, () =>
			act(db, { ...request, onRetry: async () => 'done before' }, async (tx) => {
				await record(tx, SYSTEM, event as unknown as Parameters<typeof record>[2], id);
				return 'done';
			})
		)
	);
	expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
	const entries = await after(start);
	expect(entries).toHaveLength(1);
	expect(entries[0]).toMatchObject({ id, scope: ['222403'], actorName: 'system' });
});
