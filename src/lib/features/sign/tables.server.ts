import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { geometry } from '#lib/server/db/geo.ts';
import { incident } from '../incident/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { SignCode } from './schema.ts';

/** 标绘: a sign on an incident's map. Never deleted: what was taken off says when. */
export const sign = pgTable(
	'sign',
	{
		id: uuid().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		code: text().$type<SignCode>().notNull(),
		label: text().notNull(),
		note: text().notNull(),
		shape: geometry().notNull(),
		drawnByUnitId: text()
			.notNull()
			.references(() => unit.id),
		drawnByPersonId: uuid().notNull(),
		drawnByName: text().notNull(),
		drawnAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		changedAt: timestamp({ withTimezone: true }),
		changedByName: text(),
		removedAt: timestamp({ withTimezone: true }),
		removedByName: text(),
		frame: text().$type<Frame>().notNull(),
		version: integer().notNull().default(1),
		origin: text().notNull()
	},
	(t) => [index('sign_incident_idx').on(t.incidentId)]
);
