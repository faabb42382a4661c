import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { point } from '#lib/server/db/geo.ts';
import type { PlaceKind } from './schema.ts';

/** The gazetteer: names that people say for a place, with a representative point. */
export const place = pgTable(
	'place',
	{
		id: text().primaryKey(),
		name: text().notNull(),
		kind: text().$type<PlaceKind>().notNull(),
		unitId: text(),
		at: point().notNull(),
		source: text().notNull()
	},
	(t) => [index('place_at_idx').using('gist', t.at)]
);
