import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** Until the transaction ends nobody else holds `name`: who comes second waits here, then sees what the first wrote. */
export const lockName = (tx: Tx, name: string) =>
	tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
