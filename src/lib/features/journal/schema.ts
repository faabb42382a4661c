import { z } from 'zod';
import { Instant, line } from '#lib/input/words.ts';
import { Cursor } from '#lib/realtime/protocol.ts';
import { UnitId } from '../unit/schema.ts';

/** One line of the log as timeline and ticker show it. `at` is an ISO string; `payload` as its event says. */
export type Line = {
	id: string;
	at: string;
	actorName: string;
	type: string;
	subject: string;
	payload: unknown;
};

export const RecentLines = z.object({ limit: z.int().min(1).max(200).default(30) });

/** What a line is about: the part of its type before the dot. */
export const AuditNoun = z.enum([
	'account',
	'person',
	'unit',
	'event-class',
	'reporting-rule',
	'shift',
	'report',
	'attachment',
	'clock',
	'incident',
	'sign',
	'joint',
	'task',
	'consultation',
	'warning',
	'earthquake',
	'feed'
]);
export type AuditNoun = z.infer<typeof AuditNoun>;

/** Which lines the auditor asks for. What is null or empty does not narrow. */
export const AuditFilter = z.object({
	/** From this instant on, and before that one. */
	from: Instant.nullable().default(null),
	to: Instant.nullable().default(null),
	/** Part of the name of who acted. */
	name: line(0, 40).default(''),
	noun: AuditNoun.nullable().default(null),
	/** Lines that this unit could see, and those without scope of its own people. */
	unitId: UnitId.nullable().default(null),
	/** `noun:id`, or the id alone. */
	subject: line(0, 100).default('')
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AUDIT_PAGE = 100;

/** The lines older than `before`, or the newest. */
export const AuditPage = AuditFilter.extend({
	before: Cursor.nullable().default(null),
	limit: z.int().min(1).max(1000).default(AUDIT_PAGE)
});
export type AuditPage = z.infer<typeof AuditPage>;

export type AuditLine = Omit<Line, 'payload'> & {
	/** Null for the system. */
	actor: string | null;
	/** The unit that he belongs to today. */
	actorUnit: string | null;
	/** The units whose screens could see it. */
	scope: { id: string; name: string }[];
	/** Of lines about administration; null for those whose content an administrator may not read (JO3). */
	payload: unknown;
};

/** `next`: what to ask with as `before` for the lines that follow; null at the end. */
export type AuditLines = { lines: AuditLine[]; next: Cursor | null };
