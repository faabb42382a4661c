import { sql } from 'drizzle-orm';
import {
	boolean,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { point } from '#lib/server/db/geo.ts';
import { unit } from '../unit/tables.server.ts';
import type {
	AliveBy,
	EarthquakeReading,
	FeedFault,
	FeedKind,
	FeedSource,
	Region
} from './schema.ts';

/** Where an agency's warnings and readings come from, and whether it is alive. */
export const feed = pgTable(
	'feed',
	{
		id: uuid().primaryKey(),
		name: text().notNull(),
		/** The agency. */
		unitId: text()
			.notNull()
			.references(() => unit.id),
		kind: text().$type<FeedKind>().notNull(),
		source: text().$type<FeedSource>().notNull(),
		address: text().notNull(),
		frame: text().$type<Frame>().notNull().default('real'),
		enabled: boolean().notNull(),
		aliveBy: text().$type<AliveBy>().notNull(),
		expectedS: integer().notNull(),
		pollS: integer().notNull(),
		region: jsonb().$type<Region>(),
		/** The silence is counted from here: its last sign of life, or when it was switched on. */
		aliveAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		lastDataAt: timestamp({ withTimezone: true }),
		lastSuccessAt: timestamp({ withTimezone: true }),
		lastFault: jsonb().$type<FeedFault>(),
		silentSince: timestamp({ withTimezone: true }),
		/** What the server named its last answer by: it need not send it again. */
		etag: text(),
		lastModified: text(),
		/** SHA-256 of its last document: only another one is something new. */
		digest: text(),
		/** Failures in a row; each doubles the wait. */
		failures: integer().notNull().default(0),
		nextPollAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		origin: text().notNull()
	},
	(t) => [
		index('feed_poll_idx')
			.on(t.nextPollAt)
			.where(sql`enabled and source <> 'pushed'`),
		index('feed_unit_idx').on(t.unitId)
	]
);

/** Which files of a watched folder were read, so that each is read once, and again when it changes. */
export const feedFile = pgTable(
	'feed_file',
	{
		feedId: uuid()
			.notNull()
			.references(() => feed.id),
		name: text().notNull(),
		/** Size and time of change. */
		mark: text().notNull(),
		readAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		fault: jsonb().$type<FeedFault>()
	},
	(t) => [primaryKey({ columns: [t.feedId, t.name] })]
);

/** An earthquake as the feed states it now. Never deleted: what the network took back is `withdrawn_at`. */
export const earthquake = pgTable(
	'earthquake',
	{
		id: uuid().primaryKey(),
		feedId: uuid()
			.notNull()
			.references(() => feed.id),
		sourceName: text().notNull(),
		frame: text().$type<Frame>().notNull(),
		eventId: text().notNull(),
		ids: text().array().notNull(),
		kind: text().notNull(),
		magnitude: doublePrecision().notNull(),
		magnitudeType: text().notNull(),
		depthKm: doublePrecision(),
		at: point().notNull(),
		placeText: text().notNull(),
		occurredAt: timestamp({ withTimezone: true }).notNull(),
		updatedAt: timestamp({ withTimezone: true }).notNull(),
		status: text().$type<EarthquakeReading['status']>().notNull(),
		receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		withdrawnAt: timestamp({ withTimezone: true }),
		origin: text().notNull(),
		scope: text().array().notNull()
	},
	(t) => [
		index('earthquake_ids_idx').using('gin', t.ids),
		index('earthquake_scope_idx').using('gin', t.scope),
		index('earthquake_occurred_idx').on(t.occurredAt)
	]
);
