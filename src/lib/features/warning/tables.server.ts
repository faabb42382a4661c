import { sql } from 'drizzle-orm';
import {
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { area, geometry, point } from '#lib/server/db/geo.ts';
import type { Level } from '../event-class/schema.ts';
import { unit } from '../unit/tables.server.ts';
import type { Finding } from './finding.ts';
import type { Ending, Severity, WarningCard, WarningInfo, WarningMessage } from './schema.ts';

/** A message of an agency: a warning, its update, or its cancelling. Never deleted; only its ending is written later. */
export const warning = pgTable(
	'warning',
	{
		id: uuid().primaryKey(),
		/** The feed that brought it: no foreign key, feeds stand above this feature. */
		feedId: uuid().notNull(),
		sourceName: text().notNull(),
		/** The agency whose feed it is: only its own messages can replace or cancel it. */
		unitId: text()
			.notNull()
			.references(() => unit.id),
		sender: text().notNull(),
		identifier: text().notNull(),
		sentAt: timestamp({ withTimezone: true }).notNull(),
		/** `sender,identifier,sentAt`, the instant in UTC. */
		key: text().notNull(),
		/** Keys of the messages that it replaces or cancels. */
		refersTo: text().array().notNull(),
		msgType: text().$type<WarningCard['msgType']>().notNull(),
		frame: text().$type<Frame>().notNull(),
		level: integer().$type<Level>(),
		severity: text().$type<Severity>().notNull(),
		event: text().notNull(),
		headline: text().notNull(),
		senderName: text().notNull(),
		areaText: text().notNull(),
		note: text().notNull(),
		/** The block that is shown, with all its words. */
		info: jsonb().$type<WarningInfo>(),
		remarks: jsonb().$type<Finding[]>().notNull(),
		signature: text().$type<WarningMessage['signature']>().notNull(),
		onsetAt: timestamp({ withTimezone: true }),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		expiryAssumed: boolean().notNull(),
		/** The area as sent. */
		shape: area(),
		/** The area as screens get it: simplified. */
		outline: geometry(),
		at: point(),
		units: jsonb().$type<WarningCard['units']>().notNull(),
		receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		endedAt: timestamp({ withTimezone: true }),
		endedBy: text().$type<Ending>(),
		replacedById: uuid(),
		origin: text().notNull(),
		/** Units whose screens may see it. */
		scope: text().array().notNull()
	},
	(t) => [
		uniqueIndex('warning_key_idx').on(t.unitId, t.key),
		index('warning_refers_idx').using('gin', t.refersTo),
		index('warning_scope_idx').using('gin', t.scope),
		index('warning_replaced_idx')
			.on(t.replacedById)
			.where(sql`replaced_by_id is not null`),
		index('warning_open_idx')
			.on(t.expiresAt)
			.where(sql`ended_at is null`)
	]
);
