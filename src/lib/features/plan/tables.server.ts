import { sql } from 'drizzle-orm';
import {
	date,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Level } from '../event-class/schema.ts';
import { incident } from '../incident/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type {
	ActivationCard,
	ActivationState,
	FilledRole,
	LeftAction
} from './activation-schema.ts';
import type { PlanContent, PlanKind, VersionState } from './schema.ts';

/** A contingency plan. Title, kind, classes and area are those of the version in force, or of the first draft. */
export const plan = pgTable(
	'plan',
	{
		id: uuid().primaryKey(),
		title: text().notNull(),
		kind: text().$type<PlanKind>().notNull(),
		ownerUnitId: text()
			.notNull()
			.references(() => unit.id),
		classCodes: text().array().notNull(),
		areaUnitIds: text().array().notNull(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		origin: text().notNull(),
		/** Units that may read it once it is approved: those above its owner, and all within its area and below its owner. */
		scope: text().array().notNull()
	},
	(t) => [index('plan_scope_idx').using('gin', t.scope)]
);

/** What a plan says, version by version. An approved one is never changed: plan_guards. */
export const planVersion = pgTable(
	'plan_version',
	{
		id: uuid().primaryKey(),
		planId: uuid()
			.notNull()
			.references(() => plan.id),
		number: integer().notNull(),
		state: text().$type<VersionState>().notNull().default('draft'),
		revision: integer().notNull().default(1),
		validFrom: date(),
		reviewDueAt: timestamp({ withTimezone: true }),
		approvedAt: timestamp({ withTimezone: true }),
		approvedById: uuid(),
		approvedByName: text(),
		submittedByName: text(),
		savedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		savedByName: text().notNull(),
		/** Everybody who wrote in it: none of them approves it. */
		authorIds: uuid().array().notNull(),
		sentBack: jsonb().$type<{ reason: string; byName: string }>(),
		content: jsonb().$type<PlanContent>().notNull(),
		/** Title, groups, roles and actions as one text, to be searched by two characters. */
		words: text().notNull(),
		origin: text().notNull()
	},
	(t) => [
		uniqueIndex('plan_version_number_idx').on(t.planId, t.number),
		uniqueIndex('plan_version_open_idx')
			.on(t.planId)
			.where(sql`state in ('draft', 'submitted')`),
		uniqueIndex('plan_version_approved_idx')
			.on(t.planId)
			.where(sql`state = 'approved'`)
	]
);

/** 启动响应: a version of a plan made to act in an incident. One of a plan at a time in an incident. */
export const planActivation = pgTable(
	'plan_activation',
	{
		/** Made by whoever activated it. */
		id: uuid().primaryKey(),
		incidentId: uuid()
			.notNull()
			.references(() => incident.id),
		planId: uuid()
			.notNull()
			.references(() => plan.id),
		versionId: uuid()
			.notNull()
			.references(() => planVersion.id),
		level: integer().$type<Level>().notNull(),
		state: text().$type<ActivationState>().notNull().default('active'),
		activatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		activatedByName: text().notNull(),
		activatedByUnitId: text()
			.notNull()
			.references(() => unit.id),
		/** 响应级别 before it, and what it set. */
		responseLevelBefore: integer().$type<Level>(),
		responseLevelSet: integer().$type<Level>(),
		ringKm: doublePrecision(),
		roles: jsonb().$type<FilledRole[]>().notNull(),
		leftActions: jsonb().$type<LeftAction[]>().notNull(),
		notRequired: text().array().notNull(),
		changes: jsonb().$type<ActivationCard['changes']>().notNull(),
		endedAt: timestamp({ withTimezone: true }),
		endedByName: text(),
		endReason: text().notNull().default(''),
		version: integer().notNull().default(1),
		origin: text().notNull()
	},
	(t) => [
		index('plan_activation_incident_idx').on(t.incidentId),
		index('plan_activation_version_idx').on(t.versionId),
		uniqueIndex('plan_activation_active_idx')
			.on(t.incidentId, t.planId)
			.where(sql`state = 'active'`)
	]
);
