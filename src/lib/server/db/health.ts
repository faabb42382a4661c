import { sql } from 'drizzle-orm';
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
