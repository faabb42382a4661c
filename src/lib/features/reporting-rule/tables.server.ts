import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Level } from '../event-class/schema.ts';
import type { Authority, Channel, DueKind, Teller } from './schema.ts';

/** Reporting time limits with their source documents; versioned: an edit closes the row in force and adds one. */
export const reportingRule = pgTable(
	'reporting_rule',
	{
		id: uuid().primaryKey(),
		key: text().notNull(),
		name: text().notNull(),
		levels: integer().array().$type<Level[]>().notNull(),
		classPrefix: text().notNull().default(''),
		sensitive: boolean().notNull(),
		from: text().$type<Teller>().notNull(),
		to: text().$type<Authority>().notNull(),
		channel: text().$type<Channel>().notNull(),
		kind: text().$type<DueKind>().notNull(),
		minutes: integer(),
		startsAt: text().$type<'occurred' | 'received'>().notNull(),
		fixedTimes: text().array().notNull(),
		sourceDocument: text().notNull(),
		/** False: shipped as a preset, not binding here. */
		inForce: boolean().notNull().default(true),
		validFrom: timestamp({ withTimezone: true }).notNull().defaultNow(),
		validTo: timestamp({ withTimezone: true }),
		editedBy: text()
	},
	(t) => [
		uniqueIndex('reporting_rule_in_force_idx')
			.on(t.key)
			.where(sql`valid_to is null`)
	]
);
