import { boolean, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';

/** A person with a post. `id` is also the id of his sign-in account (`auth_user`). */
export const person = pgTable(
	'person',
	{
		id: uuid().primaryKey(),
		unitId: text()
			.notNull()
			.references(() => unit.id),
		name: text().notNull(),
		post: text().notNull(),
		phone: text(),
		mobile: text(),
		username: text().notNull().unique(),
		roles: text().array().$type<Role[]>().notNull(),
		active: boolean().notNull().default(true),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [index('person_unit_idx').on(t.unitId)]
);
