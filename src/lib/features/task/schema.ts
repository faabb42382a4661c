import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import { ActId, Id, Instant, line, RowVersion, text } from '#lib/input/words.ts';
import { Subject } from '../joint/schema.ts';
import { ShiftRole } from '../shift/schema.ts';
import { UnitId } from '../unit/schema.ts';

/** 已下达, 已签收, 办理中, 已办结, 不能承担, 已撤回. Whether one is late is told by the clock, not by its state. */
export const TaskState = z.enum([
	'assigned',
	'received',
	'underway',
	'done',
	'declined',
	'withdrawn'
]);
export type TaskState = z.infer<typeof TaskState>;

/** A task as lists, screens and events carry it. Instants are ISO strings. */
export type TaskCard = {
	id: string;
	incidentId: string;
	incidentTitle: string;
	title: string;
	detail: string;
	/** The place in the plan that wants it, in the plan's own words; empty where no plan does. */
	paragraph: string;
	ownerUnitId: string;
	ownerUnitName: string;
	/** Who answers for it there; null where nobody was on duty. */
	ownerPersonId: string | null;
	ownerName: string;
	ownerPost: string;
	assignedByUnitId: string;
	assignedByUnitName: string;
	/** That unit first, then those above it: who may withdraw, press and move the deadline. */
	assignedByPath: string[];
	assignedByPersonId: string | null;
	assignedByName: string;
	assignedAt: string;
	dueAt: string;
	/** The activation of a plan that made it, and the plan's action. */
	activationId: string | null;
	actionId: string | null;
	state: TaskState;
	receivedAt: string | null;
	receivedByName: string | null;
	/** What the owner last said about how far it is. */
	progress: string;
	progressAt: string | null;
	/** When it was done, declined or withdrawn. */
	endedAt: string | null;
	endedByName: string | null;
	/** What came of it; or why it was declined or withdrawn. */
	outcome: string;
	/** 督办: how often, and when last. */
	supervisedCount: number;
	supervisedAt: string | null;
	supervisedByName: string | null;
	frame: Frame;
	/** Grows with every change. */
	version: number;
};

/**
 * One task to be made. `ownerPersonId` null: whoever is on duty at the owner in `ownerRole` (null: main, else
 * deputy, else leader).
 */
export const TaskDraft = z.object({
	/** Made by whoever makes the task. */
	id: Id,
	title: line(2, 120),
	detail: text(2000).default(''),
	paragraph: line(0, 200).default(''),
	ownerUnitId: UnitId,
	ownerPersonId: Id.nullable().default(null),
	ownerRole: ShiftRole.nullable().default(null),
	dueAt: Instant,
	actionId: line(0, 100).nullable().default(null)
});
export type TaskDraft = z.infer<typeof TaskDraft>;

export const AssignTask = TaskDraft.omit({ paragraph: true, actionId: true }).extend({
	actId: ActId,
	incidentId: Id,
	/** What it is made for, a report or a sign: the task is connected with it. */
	about: Subject.nullable().default(null)
});
export type AssignTask = z.infer<typeof AssignTask>;

export const TaskAct = z.object({ actId: ActId, id: Id });
export type TaskAct = z.infer<typeof TaskAct>;

/** How far it is. */
export const TaskProgress = TaskAct.extend({ text: text(1000, 2) });
export type TaskProgress = z.infer<typeof TaskProgress>;

/** Done, with what came of it. */
export const TaskResult = TaskAct.extend({ text: text(2000, 2) });
export type TaskResult = z.infer<typeof TaskResult>;

/** Declined or withdrawn: never without saying why. */
export const TaskReason = TaskAct.extend({ text: text(500, 2) });
export type TaskReason = z.infer<typeof TaskReason>;

/** 督办, with words or without. */
export const TaskSupervision = TaskAct.extend({ text: text(500).default('') });
export type TaskSupervision = z.infer<typeof TaskSupervision>;

/** Moves the deadline. `version`: the one that was seen. */
export const TaskDeadline = TaskAct.extend({
	version: RowVersion,
	dueAt: Instant,
	reason: text(500, 2)
});
export type TaskDeadline = z.infer<typeof TaskDeadline>;
