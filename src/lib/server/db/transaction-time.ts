import { sql } from 'drizzle-orm';
import type { Reader } from './client.ts';

/**
 * The instant of the transaction by the database's clock, the same as `now()` in its statements and as the journal's
 * lines of it. The clock of the app's machine may be another one: an instant that is stored never comes from there.
 */
export async function transactionTime(tx: Reader): Promise<Date> {
	const [row] = await tx.execute<{ ms: number }>(
		sql`select (extract(epoch from now()) * 1000)::float8 as ms`
	);
	return new Date(row?.ms ?? NaN);
}
