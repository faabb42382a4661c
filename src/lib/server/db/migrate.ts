import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const MIGRATIONS = fileURLToPath(new URL('../../../../drizzle', import.meta.url));

/** Any number, but the same in every process: whoever migrates holds this advisory lock. */
const LOCK = 8_800_1234;

/**
 * Applies the migrations that the database at `url` has not had yet, in one transaction. Two that
 * start at once: the second waits and then finds nothing to do.
 */
export async function migrate(url: string, migrationsFolder: string = MIGRATIONS) {
	// One connection, because the lock belongs to it. No time limit: a migration may rewrite a table.
	const client = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await client`select pg_advisory_lock(${LOCK})`;
		await applyMissing(drizzle(client, { casing: 'snake_case' }), { migrationsFolder });
	} finally {
		await client.end();
	}
}
