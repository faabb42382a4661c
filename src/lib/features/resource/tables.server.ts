import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	doublePrecision,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { geometry, point } from '#lib/server/db/geo.ts';
import { unit } from '../unit/tables.server.ts';
import type { ResourceKind, ResourceState } from './schema.ts';

/** What can help, and what must be watched over: teams to hazards, as they stand now. The journal has what they were. */
export const resource = pgTable(
	'resource',
	{
		/** Made by the client that entered it. */
		id: uuid().primaryKey(),
		kind: text().$type<ResourceKind>().notNull(),
		/** What of its kind, in the code space of event-codes.csv: 2xxxx hazards, 3xxxx protected sites, 4xxxx the rest. */
		code: text().notNull(),
		name: text().notNull(),
		/** Whose it is. */
		unitId: text()
			.notNull()
			.references(() => unit.id),
		/** On whose ground it stands, by boundary; null outside all. */
		placeUnitId: text().references(() => unit.id),
		at: point().notNull(),
		/** Its outline, where it has one: a reservoir, a works. Distances are measured to it. */
		shape: geometry(),
		address: text().notNull(),
		contact: text().notNull(),
		phone: text().notNull(),
		/** How much, in `measure` (顶, 台, 人). */
		quantity: doublePrecision(),
		measure: text().notNull(),
		/** How many people it holds, or beds it has. */
		capacity: integer(),
		state: text().$type<ResourceState>().notNull(),
		note: text().notNull(),
		/** The last day on which it may be counted on: an agreement ends, a store expires. */
		validUntil: date(),
		demonstration: boolean().notNull().default(false),
		changedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		changedByName: text().notNull(),
		removedAt: timestamp({ withTimezone: true }),
		version: integer().notNull().default(1),
		origin: text().notNull(),
		/** Units whose screens may see it (RS1). */
		scope: text().array().notNull()
	},
	(t) => [
		// One name for one thing: an import tells by it what it updates.
		uniqueIndex('resource_name_idx')
			.on(t.unitId, t.kind, t.name)
			.where(sql`removed_at is null`),
		index('resource_scope_idx').using('gin', t.scope),
		index('resource_ground_idx')
			.using('gist', sql`(coalesce(${t.shape}, ${t.at})::geography)`)
			.where(sql`removed_at is null`),
		index('resource_words_idx')
			.using('gin', sql`bigrams(${t.name} || ' ' || ${t.address} || ' ' || ${t.contact})`)
			.where(sql`removed_at is null`)
	]
);
