import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One row: when the worker process was last alive, written by itself. It has no port to be asked at. */
export const workerHeartbeat = pgTable('worker_heartbeat', {
	id: text().primaryKey(),
	at: timestamp({ withTimezone: true }).notNull(),
	/** Of each of its jobs: how long ago, then, it last ended well. Milliseconds. */
	jobs: jsonb().$type<Record<string, number>>().notNull()
});
