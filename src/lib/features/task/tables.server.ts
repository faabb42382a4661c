import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Frame } from '#lib/frame.ts';
import { incident } from '../incident/tables.server.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { TaskState } from './schema.ts';

/** 任务: work in an incident, with an owner and a deadline. Never deleted: what was withdrawn says so. */
export const task = pgTable(
	'task',
	{
		id: uuid().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		title: text().notNull(),
		detail: text().notNull(),
		paragraph: text().notNull(),
		ownerUnitId: text()
			.notNull()
			.references(() => unit.id),
		ownerPersonId: uuid().references(() => person.id),
		/** As they were when it was assigned. */
		ownerName: text().notNull(),
		ownerPost: text().notNull(),
		assignedByUnitId: text()
			.notNull()
			.references(() => unit.id),
		assignedByPersonId: uuid().references(() => person.id),
		assignedByName: text().notNull(),
		assignedAt: timestamp({ withTimezone: true }).notNull(),
		dueAt: timestamp({ withTimezone: true }).notNull(),
		/** The activation that made it: no foreign key, plans stand above this feature. */
		activationId: uuid(),
		actionId: text(),
		state: text().$type<TaskState>().notNull().default('assigned'),
		receivedAt: timestamp({ withTimezone: true }),
		receivedByName: text(),
		progress: text().notNull().default(''),
		progressAt: timestamp({ withTimezone: true }),
		endedAt: timestamp({ withTimezone: true }),
		endedByName: text(),
		outcome: text().notNull().default(''),
		supervisedCount: integer().notNull().default(0),
		supervisedAt: timestamp({ withTimezone: true }),
		supervisedByName: text(),
		frame: text().$type<Frame>().notNull(),
		version: integer().notNull().default(1),
		origin: text().notNull(),
		/** Units whose screens may see it, as of its last change; whoever sees its incident sees it too. */
		scope: text().array().notNull()
	},
	(t) => [
		index('task_incident_idx').on(t.incidentId),
		index('task_activation_idx').on(t.activationId),
		index('task_owner_idx').on(t.ownerUnitId, t.assignedAt),
		index('task_giver_idx').on(t.assignedByUnitId, t.assignedAt),
		index('task_open_idx')
			.on(t.dueAt)
			.where(sql`ended_at is null`)
	]
);
