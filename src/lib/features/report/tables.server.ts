import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { FieldErrors } from '#lib/errors.ts';
import type { Frame } from '#lib/frame.ts';
import { point } from '#lib/server/db/geo.ts';
import type { Level } from '../event-class/schema.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { ReportBody, ReportKind, SourceKind } from './schema.ts';

/** What a unit filed upward. Never changed after it was sent: what happens to it stands in `report_receipt`. */
export const report = pgTable(
	'report',
	{
		/** Made by the client; sending twice is one report. */
		id: uuid().primaryKey(),
		/** The id of the first report of its thread (its own, for a first report). */
		threadId: uuid().notNull(),
		previousId: uuid(),
		kind: text().$type<ReportKind>().notNull(),
		number: integer().notNull(),
		isCorrection: boolean().notNull(),
		/** Set at filing when a desk reports upward from an incident; acceptance is in `incident_thread`. */
		sentFromIncidentId: uuid(),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		personName: text().notNull(),
		classCode: text().notNull(),
		title: text().notNull(),
		occurredAt: timestamp({ withTimezone: true }).notNull(),
		knownAt: timestamp({ withTimezone: true }).notNull(),
		placeText: text().notNull(),
		at: point().notNull(),
		/** False: nobody gave a point, the unit's centre stands in. */
		isPlaceExact: boolean().notNull(),
		placeUnitId: text(),
		sourceKind: text().$type<SourceKind>().notNull(),
		sourceName: text().notNull(),
		level: integer().$type<Level>(),
		sensitive: boolean().notNull(),
		body: jsonb().$type<ReportBody>().notNull(),
		frame: text().$type<Frame>().notNull(),
		writtenAt: timestamp({ withTimezone: true }).notNull(),
		/** How far the sender's clock was ahead (+) or behind (−); null where he did not say. */
		clockSkewMs: bigint({ mode: 'number' }),
		/** When this node accepted it: the instant that counts. */
		receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		origin: text().notNull(),
		/** Units whose screens may see it. */
		scope: text().array().notNull(),
		/** Bigrams of title, place and course, for the duplicate guard. */
		bigrams: text().array().notNull()
	},
	(t) => [
		uniqueIndex('report_number_idx').on(t.threadId, t.number),
		index('report_received_idx').on(t.receivedAt),
		index('report_unit_idx').on(t.unitId, t.receivedAt),
		index('report_occurred_idx').on(t.occurredAt),
		index('report_scope_idx').using('gin', t.scope),
		index('report_at_idx').using('gist', sql`(${t.at}::geography)`)
	]
);

/** One addressee of one report, and what it did with it. */
export const reportReceipt = pgTable(
	'report_receipt',
	{
		reportId: uuid()
			.notNull()
			.references(() => report.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		arrivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		openedAt: timestamp({ withTimezone: true }),
		acknowledgedAt: timestamp({ withTimezone: true }),
		acknowledgedByName: text(),
		outcome: text().$type<'accepted' | 'returned'>(),
		decidedAt: timestamp({ withTimezone: true }),
		decidedByName: text(),
		returnReason: text(),
		returnFields: jsonb().$type<FieldErrors>(),
		incidentId: uuid(),
		deputyAlertedAt: timestamp({ withTimezone: true }),
		leaderAlertedAt: timestamp({ withTimezone: true })
	},
	(t) => [
		primaryKey({ columns: [t.reportId, t.unitId] }),
		index('report_receipt_inbox_idx').on(t.unitId, t.arrivedAt),
		index('report_receipt_undecided_idx')
			.on(t.unitId)
			.where(sql`outcome is null`),
		index('report_receipt_waiting_idx')
			.on(t.arrivedAt)
			.where(sql`acknowledged_at is null`)
	]
);
