import { eq, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { recurring, type Recurring } from '../recurring.ts';
import { workerHeartbeat } from './tables.server.ts';

const EVERY_MS = 1000;
/** Several beats did not come: the process is gone, halted or stuck. */
const GONE_AFTER_MS = 6000;
/** The longest that a job rightly takes is an address that hangs, with what it sends to be read. */
const LATE_AFTER_MS = 120_000;
const ROW = 'worker';

/** `ageMs`: since the last beat; null where none is known. `late`: the jobs that have not ended well for two minutes. */
export type WorkerHealth = { ok: boolean; ageMs: number | null; late: string[] };

/** Says in the database, every second until stopped, that this process lives and how its jobs are. */
export const startHeartbeat = (db: Db, jobs: Record<string, Recurring>): Recurring =>
	recurring('heartbeat', () => beat(db, jobs), EVERY_MS);

/** One beat. Of several workers on one database the last one's word counts. */
export async function beat(db: Db, jobs: Record<string, Recurring>): Promise<void> {
	const ages = Object.entries(jobs).map(([name, { doneAt }]) => [name, Date.now() - doneAt]);
	const values = { at: sql`now()`, jobs: Object.fromEntries(ages) as Record<string, number> };
	await db
		.insert(workerHeartbeat)
		.values({ id: ROW, ...values })
		.onConflictDoUpdate({ target: workerHeartbeat.id, set: values });
}

/** How the worker is, by its last beat and the database's clock; not ok, too, where the database does not say within `withinMs`. */
export async function workerHealth(db: Db, withinMs: number): Promise<WorkerHealth> {
	const unknown: WorkerHealth = { ok: false, ageMs: null, late: [] };
	return await Promise.race([
		lastBeat(db).catch(() => unknown),
		new Promise<WorkerHealth>((done) => setTimeout(done, withinMs, unknown))
	]);
}

async function lastBeat(db: Db): Promise<WorkerHealth> {
	const [row] = await db
		.select({
			ageMs: sql<number>`(extract(epoch from now() - ${workerHeartbeat.at}) * 1000)::int`,
			jobs: workerHeartbeat.jobs
		})
		.from(workerHeartbeat)
		.where(eq(workerHeartbeat.id, ROW));
	if (!row) return { ok: false, ageMs: null, late: [] };
	const { ageMs, jobs } = row;
	const late = Object.keys(jobs).filter((name) => (jobs[name] ?? 0) + ageMs > LATE_AFTER_MS);
	return { ok: ageMs < GONE_AFTER_MS, ageMs, late };
}
