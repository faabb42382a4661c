import { sql } from 'drizzle-orm';
import {
	bigserial,
	customType,
	index,
	jsonb,
	pgTable,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';

/** PostgreSQL's 64-bit transaction id, as a decimal string: it does not fit a JavaScript number. */
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/**
 * Everything that happened. Rows are never changed or deleted (a trigger refuses it). `(xid, seq)` is
 * the order; `seq` alone is not, because sequence numbers are handed out before commit.
 */
export const journal = pgTable(
	'journal',
	{
		xid: xid8()
			.notNull()
			.default(sql`pg_current_xact_id()`),
		seq: bigserial({ mode: 'number' }).primaryKey(),
		/** The client's id of the act: the idempotency key. */
		id: uuid().notNull().unique(),
		/** The node that wrote the line. */
		origin: text().notNull(),
		at: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** Person id, or null for the system. */
		actor: uuid(),
		actorName: text().notNull(),
		type: text().notNull(),
		/** `noun:id` */
		subject: text().notNull(),
		/** Units whose screens may see it. */
		scope: text().array().notNull(),
		payload: jsonb().notNull()
	},
	(t) => [
		index('journal_order_idx').on(t.xid, t.seq),
		index('journal_subject_idx').on(t.subject, t.seq),
		index('journal_scope_idx').using('gin', t.scope)
	]
);

/**
 * Every act that was done, also where nothing had to be changed and the journal has no line of it: what tells a retry
 * from another act under a used id.
 */
export const actDone = pgTable('act_done', {
	/** The client's id of the act. */
	id: uuid().primaryKey(),
	/** Person id, or null for the system. */
	actor: uuid(),
	/** The path of the mutation's procedure; where `digest` is null, the type of the act's line in the journal. */
	kind: text().notNull(),
	/** SHA-256 of all that was asked for; null for acts from before it was kept. */
	digest: text(),
	at: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** One row: who this node is. */
export const node = pgTable('node', {
	id: text().primaryKey(),
	/** The unit whose node this is: its level and area are the node's. */
	unitId: text().notNull(),
	demonstration: text().$type<'true' | 'false'>().notNull().default('false')
});
