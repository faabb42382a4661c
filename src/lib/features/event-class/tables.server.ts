import { sql } from 'drizzle-orm';
import {
	boolean,
	doublePrecision,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Level, Measure } from './schema.ts';

/**
 * The code table, versioned: an edit closes the row in force (`valid_to`) and adds one. All rows of a
 * code are its history. Codes 1xxxx are events; 2–7 hazards, targets, resources … of the same scheme.
 */
export const eventClass = pgTable(
	'event_class',
	{
		id: uuid().primaryKey(),
		code: text().notNull(),
		numericCode: text(),
		name: text().notNull(),
		nameEn: text(),
		parent: text(),
		sensitive: boolean().notNull().default(false),
		sourceDocument: text().notNull(),
		validFrom: timestamp({ withTimezone: true }).notNull().defaultNow(),
		validTo: timestamp({ withTimezone: true }),
		editedBy: text()
	},
	(t) => [
		uniqueIndex('event_class_in_force_idx')
			.on(t.code)
			.where(sql`valid_to is null`),
		index('event_class_parent_idx').on(t.parent)
	]
);

/** Thresholds of the suggested level, versioned like `event_class`. */
export const levelThreshold = pgTable(
	'level_threshold',
	{
		id: uuid().primaryKey(),
		key: text().notNull(),
		classPrefix: text().notNull(),
		exceptPrefixes: text().array().notNull(),
		measure: text().$type<Measure>().notNull(),
		atLeast: doublePrecision().notNull(),
		level: integer().$type<Level>().notNull(),
		sourceDocument: text().notNull(),
		validFrom: timestamp({ withTimezone: true }).notNull().defaultNow(),
		validTo: timestamp({ withTimezone: true }),
		editedBy: text()
	},
	(t) => [
		uniqueIndex('level_threshold_in_force_idx')
			.on(t.key)
			.where(sql`valid_to is null`)
	]
);
