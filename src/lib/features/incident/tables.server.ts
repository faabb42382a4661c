import { sql } from 'drizzle-orm';
import {
	boolean,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { geometry, point } from '#lib/server/db/geo.ts';
import type { Level } from '../event-class/schema.ts';
import { unit } from '../unit/tables.server.ts';
import { warning } from '../warning/tables.server.ts';
import type { Gone, IncidentStatus } from './schema.ts';

export const incident = pgTable(
	'incident',
	{
		/** Made by the client that opened it. */
		id: uuid().primaryKey(),
		title: text().notNull(),
		classCode: text().notNull(),
		status: text().$type<IncidentStatus>().notNull().default('open'),
		incidentLevel: integer().$type<Level>(),
		responseLevel: integer().$type<Level>(),
		sensitive: boolean().notNull(),
		/** A representative point of `shape`. */
		at: point().notNull(),
		shape: geometry().notNull(),
		placeText: text().notNull(),
		placeUnitId: text(),
		ownerUnitId: text()
			.notNull()
			.references(() => unit.id),
		occurredAt: timestamp({ withTimezone: true }).notNull(),
		openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		closedAt: timestamp({ withTimezone: true }),
		mergedIntoId: uuid(),
		frame: text().$type<Frame>().notNull(),
		version: integer().notNull().default(1),
		origin: text().notNull(),
		/** Units whose screens may see it; grows as units take part. */
		scope: text().array().notNull()
	},
	(t) => [
		index('incident_open_idx')
			.on(t.openedAt)
			.where(sql`status = 'open'`),
		index('incident_merged_idx')
			.on(t.mergedIntoId)
			.where(sql`merged_into_id is not null`),
		index('incident_scope_idx').using('gin', t.scope),
		index('incident_at_idx').using('gist', sql`(${t.at}::geography)`)
	]
);

/** Which report threads an incident is made of. A thread belongs to one incident; merging moves nothing. */
export const incidentThread = pgTable(
	'incident_thread',
	{
		threadId: uuid().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		acceptedByUnitId: text().notNull(),
		acceptedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [index('incident_thread_incident_idx').on(t.incidentId)]
);

/** 通报: who was told of an incident, in which words, and who there acknowledged. One row for each unit of an act. */
export const incidentInformed = pgTable(
	'incident_informed',
	{
		/** That of the act and of its line in the journal. */
		noticeId: uuid().notNull(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		text: text().notNull(),
		informedAt: timestamp({ withTimezone: true }).notNull(),
		informedByUnitId: text()
			.notNull()
			.references(() => unit.id),
		informedByName: text().notNull(),
		acknowledgedAt: timestamp({ withTimezone: true }),
		acknowledgedByName: text()
	},
	(t) => [
		primaryKey({ columns: [t.noticeId, t.unitId] }),
		index('incident_informed_incident_idx').on(t.incidentId),
		index('incident_informed_waiting_idx')
			.on(t.unitId)
			.where(sql`acknowledged_at is null`)
	]
);

/** Which warnings an incident was opened from or linked to, each as it was then: its updates are found from it. */
export const incidentWarning = pgTable(
	'incident_warning',
	{
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		warningId: uuid()
			.notNull()
			.references(() => warning.id),
		linkedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.warningId] }),
		index('incident_warning_warning_idx').on(t.warningId)
	]
);

/** Units that take part because they were given something to do there. */
export const incidentAdmitted = pgTable(
	'incident_admitted',
	{
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		admittedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.unitId] })]
);

/**
 * What else the incident's log tells of, beside itself and its reports: a task, a sign, an activation. The nouns
 * stand above this feature, so there is no foreign key.
 */
export const incidentSubject = pgTable(
	'incident_subject',
	{
		/** `noun:id`, as in the journal. */
		subject: text().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		/** What it is called now, for whoever refers to it. */
		title: text().notNull(),
		/** Why it is there no longer; null while it is. */
		gone: text().$type<Gone>()
	},
	(t) => [index('incident_subject_incident_idx').on(t.incidentId)]
);
