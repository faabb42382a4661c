import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Authority, Channel, DueKind } from '../reporting-rule/schema.ts';
import { reportingRule } from '../reporting-rule/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { ClockStop } from './schema.ts';

/**
 * A reporting clock: one authority, one channel, one time limit. The rule's words are copied, so that a
 * later edit of the rule changes no clock that ran. Ids of report and incident carry no foreign key:
 * both features stand above this one.
 */
export const clock = pgTable(
	'clock',
	{
		id: uuid().primaryKey(),
		threadId: uuid(),
		incidentId: uuid(),
		title: text().notNull(),
		fromUnitId: text()
			.notNull()
			.references(() => unit.id),
		to: text().$type<Authority>().notNull(),
		toUnitId: text().references(() => unit.id),
		channel: text().$type<Channel>().notNull(),
		kind: text().$type<DueKind>().notNull(),
		ruleKey: text().notNull(),
		/** The version of the rule that it runs under. */
		ruleId: uuid()
			.notNull()
			.references(() => reportingRule.id),
		ruleName: text().notNull(),
		sourceDocument: text().notNull(),
		basis: text().$type<'occurred' | 'received'>().notNull(),
		startedAt: timestamp({ withTimezone: true }).notNull(),
		dueAt: timestamp({ withTimezone: true }).notNull(),
		stoppedAt: timestamp({ withTimezone: true }),
		stop: jsonb().$type<ClockStop>(),
		stoppedBy: uuid(),
		stoppedByName: text(),
		/** Units whose screens may see it. */
		scope: text().array().notNull()
	},
	(t) => [
		index('clock_open_idx')
			.on(t.dueAt)
			.where(sql`stopped_at is null`),
		index('clock_incident_idx').on(t.incidentId),
		index('clock_thread_idx').on(t.threadId),
		// The thread comes first: it stays when the thread joins an incident, so that two threads of one
		// unit that join the same incident keep their clocks apart.
		uniqueIndex('clock_once_idx').on(
			t.fromUnitId,
			sql`coalesce(thread_id, incident_id)`,
			t.ruleKey,
			t.dueAt
		)
	]
);
