import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { incident } from '../incident/tables.server.ts';

/** Which things of an incident have to do with each other. Either end is a subject of the journal, `noun:id`. */
export const joint = pgTable(
	'joint',
	{
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		a: text().notNull(),
		b: text().notNull(),
		madeAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		madeBy: uuid().notNull(),
		madeByName: text().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.a, t.b] }),
		index('joint_incident_idx').on(t.incidentId),
		check('joint_order', sql`${t.a} < ${t.b}`)
	]
);
