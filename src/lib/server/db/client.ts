import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { Doorbell } from '../journal/doorbell.ts';

/**
 * A database as the features see it. `doorbell` wakes the push process after a commit; `end` closes
 * every connection.
 */
export type Db = PostgresJsDatabase & { doorbell: Doorbell; end(): Promise<void> };

/** Inside `act` or `db.transaction`. Writers ask for this, so that forgetting the transaction is a type error. */
export type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** What a query needs: the database or a transaction. */
export type Reader = Pick<Db, 'select' | 'selectDistinctOn' | 'execute' | '$with' | 'with'>;

const LOST_AFTER_S = 10;
/** Longest wait before a lost connection is tried again: what is filed must not wait for us once the database is back. */
const RETRY_WITHIN_S = 0.5;

/** Options that every connection of ours has. A forgotten transaction would hold back the journal's reader, so it ends. */
export function connectionOptions(max: number) {
	return {
		max,
		connect_timeout: LOST_AFTER_S,
		backoff: (failures: number) => Math.min(0.05 * 2 ** failures, RETRY_WITHIN_S),
		onnotice: () => {},
		connection: {
			application_name: 'watchfire',
			idle_in_transaction_session_timeout: 15_000,
			statement_timeout: 30_000
		}
	} satisfies postgres.Options<Record<string, never>>;
}

/** Opens the database at `url` (a postgres:// address) with at most `max` connections. Nothing connects before the first query. */
export function openDb(url: string, { max = 12 } = {}): Db {
	const client = postgres(url, connectionOptions(max));
	// Its own client: drizzle changes how its client reads dates, and a NOTIFY must not wait behind queries.
	const doorbellClient = postgres(url, connectionOptions(1));
	const doorbell = new Doorbell(() => doorbellClient.notify('journal', '').then(() => {}));
	return Object.assign(drizzle(client, { casing: 'snake_case' }), {
		doorbell,
		end: async () => {
			await Promise.all([client.end({ timeout: 2 }), doorbellClient.end({ timeout: 2 })]);
		}
	});
}
