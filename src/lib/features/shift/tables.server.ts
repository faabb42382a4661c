import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { ShiftRole } from './schema.ts';

/** A person's time on duty in one role. */
export const shift = pgTable(
	'shift',
	{
		id: uuid().primaryKey(),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		role: text().$type<ShiftRole>().notNull(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		startsAt: timestamp({ withTimezone: true }).notNull(),
		endsAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [index('shift_unit_idx').on(t.unitId, t.startsAt)]
);
