import { sql } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Db } from './client.ts';

/** Whether the database answers a trivial question within `withinMs`, and how long it took. */
export async function databaseHealth(
	db: Db,
	withinMs: number
): Promise<{ ok: boolean; ms: number | null }> {
	const begin = performance.now();
	const answered = await Promise.race([
		db.execute(sql`select 1`).then(
			() => true,
			() => false
		),
		new Promise<false>((done) => setTimeout(done, withinMs, false))
	]);
	return { ok: answered, ms: answered ? Math.round(performance.now() - begin) : null };
}

/** What the database is, how large it has grown (bytes), how far its clock is from ours (ms), and the newest line of the journal. */
export async function databaseFacts(db: Db) {
	const begin = Date.now();
	const [row] = await db.execute<{
		version: string;
		postgis: string;
		bytes: string;
		now: string;
		newest: string | null;
	}>(sql`
		select current_setting('server_version') as version, postgis_lib_version() as postgis,
			pg_database_size(current_database())::text as bytes, clock_timestamp()::text as now,
			(select max(at)::text from journal) as newest`);
	invariant(row, 'a select without from gives one row');
	// The answer's own way is shared out: half there, half back.
	const skewMs = new Date(row.now).getTime() - (begin + Date.now()) / 2;
	return {
		version: row.version.split(' ')[0] ?? row.version,
		postgis: row.postgis,
		bytes: Number(row.bytes),
		skewMs: Math.round(skewMs),
		newestAt: row.newest === null ? null : new Date(row.newest)
	};
}
