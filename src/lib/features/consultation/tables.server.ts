import { sql } from 'drizzle-orm';
import {
	bigint,
	customType,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { incident } from '../incident/tables.server.ts';
import { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { LeaveCause } from './events.ts';
import type { Answer } from './schema.ts';

/** What holds in the room. Rows that are older than one of its fields have that field's default. */
const roomRules = customType<{ data: RoomRules; driverData: unknown }>({
	dataType: () => 'jsonb',
	toDriver: (rules) => JSON.stringify(rules),
	fromDriver: (stored) => RoomRules.parse(stored)
});

/** 会商. What holds in its room (who may be heard, who has the floor) is here; the media server only carries it out. */
export const consultation = pgTable(
	'consultation',
	{
		/** Made by the client that opened it; also the name of the media room. */
		id: uuid().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		title: text().notNull(),
		mainVenueUnitId: text()
			.notNull()
			.references(() => unit.id),
		openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		openedByName: text().notNull(),
		openedByUnitId: text()
			.notNull()
			.references(() => unit.id),
		closedAt: timestamp({ withTimezone: true }),
		closedByName: text(),
		rules: roomRules().notNull(),
		/** The chair of the rules, for keys and joins. */
		chairPersonId: uuid()
			.notNull()
			.generatedAlwaysAs(sql`(rules -> 'chair' ->> 'personId')::uuid`)
			.references(() => person.id),
		chairUnitId: text()
			.notNull()
			.generatedAlwaysAs(sql`rules -> 'chair' ->> 'unitId'`)
			.references(() => unit.id),
		frame: text().$type<Frame>().notNull(),
		version: integer().notNull().default(1),
		origin: text().notNull(),
		/** Those called and all above them. */
		scope: text().array().notNull()
	},
	(t) => [
		index('consultation_incident_idx').on(t.incidentId),
		index('consultation_open_idx')
			.on(t.openedAt)
			.where(sql`closed_at is null`),
		index('consultation_scope_idx').using('gin', t.scope)
	]
);

export const consultationUnit = pgTable(
	'consultation_unit',
	{
		consultationId: uuid()
			.notNull()
			.references(() => consultation.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		invitedAt: timestamp({ withTimezone: true }).notNull(),
		answer: text().$type<Answer>(),
		answeredAt: timestamp({ withTimezone: true }),
		answeredByName: text(),
		reason: text().notNull().default('')
	},
	(t) => [primaryKey({ columns: [t.consultationId, t.unitId] })]
);

/** Who came and went; written from the media server's own account of it. */
export const attendance = pgTable(
	'consultation_attendance',
	{
		/** The media server's id of the seat. */
		id: uuid().primaryKey(),
		consultationId: uuid()
			.notNull()
			.references(() => consultation.id),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		/** By which the person came. No key: the session goes, the attendance stays. */
		sessionId: uuid(),
		joinedAt: timestamp({ withTimezone: true }).notNull(),
		leftAt: timestamp({ withTimezone: true }),
		cause: text().$type<LeaveCause>()
	},
	(t) => [
		index('consultation_attendance_idx').on(t.consultationId),
		index('consultation_present_idx')
			.on(t.consultationId)
			.where(sql`left_at is null`)
	]
);

export const rollCall = pgTable(
	'consultation_roll_call',
	{
		id: uuid().primaryKey(),
		consultationId: uuid()
			.notNull()
			.references(() => consultation.id),
		startedAt: timestamp({ withTimezone: true }).notNull(),
		startedByName: text().notNull(),
		limitS: integer().notNull(),
		closedAt: timestamp({ withTimezone: true })
	},
	(t) => [
		index('consultation_roll_call_idx').on(t.consultationId),
		// One at a time, whatever two chairs do.
		uniqueIndex('consultation_roll_call_running_idx')
			.on(t.consultationId)
			.where(sql`closed_at is null`)
	]
);

/** One row for each unit that was asked, from the start on; who has no time when it is closed was absent. */
export const rollCallAnswer = pgTable(
	'consultation_roll_call_answer',
	{
		rollCallId: uuid()
			.notNull()
			.references(() => rollCall.id),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		answeredAt: timestamp({ withTimezone: true }),
		byName: text()
	},
	(t) => [primaryKey({ columns: [t.rollCallId, t.unitId] })]
);

/** One row: how far the media server's numbered events were read. */
export const mediaCursor = pgTable('media_cursor', {
	id: text().$type<'media'>().primaryKey(),
	/** Which log the numbers belong to: a media server with a new disk begins anew. */
	log: uuid().notNull(),
	after: bigint({ mode: 'number' }).notNull()
});
