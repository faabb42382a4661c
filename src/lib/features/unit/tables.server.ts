import { date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { area, point } from '#lib/server/db/geo.ts';
import type { Agency, UnitKind } from './schema.ts';

/** An organisation in the tree, as it is today. What it was called before stands in `former_unit`. */
export const unit = pgTable(
	'unit',
	{
		id: text().primaryKey(),
		kind: text().$type<UnitKind>().notNull(),
		/** GB/T 2260; some units have none. */
		code: text().unique(),
		agency: text().$type<Agency>(),
		name: text().notNull(),
		nameEn: text().notNull(),
		shortName: text().notNull(),
		parentId: text(),
		/** Own id first, root last. Written with `parent_id`, so that scope needs no recursion. */
		path: text().array().notNull(),
		validFrom: date().notNull(),
		validTo: date(),
		centre: point(),
		boundary: area()
	},
	(t) => [
		index('unit_path_idx').using('gin', t.path),
		index('unit_boundary_idx').using('gist', t.boundary)
	]
);

/** A code, name or parent that a unit had, with the days it held (as 公主岭市: 220381 under 四平 until 2020). */
export const formerUnit = pgTable('former_unit', {
	id: text().primaryKey(),
	unitId: text()
		.notNull()
		.references(() => unit.id),
	code: text(),
	name: text().notNull(),
	parentId: text(),
	validFrom: date().notNull(),
	/** The first day it no longer held. */
	validTo: date().notNull(),
	sourceDocument: text()
});
