import { z } from 'zod';
import { coded, Instant, line } from '#lib/input/words.ts';
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

/** What there is to audit, as the list of all nouns says it. */
export type Audited = {
	/** The types of events under each noun that an auditor can choose. */
	nouns: Readonly<Record<string, readonly string[]>>;
	/** The nouns that a subject may begin with. */
	subjects: readonly string[];
	/**
	 * Nouns whose lines an auditor reads with their payload: those about administration. What was reported and what
	 * was done about it is not for administrators by their office (GB/T 22239 三权分立), so the others stay closed.
	 */
	readable: readonly string[];
};

/** A noun, as `plan` or `event-class`. */
const Noun = coded(/^[a-z-]{1,40}$/);

/** Which lines the auditor asks for. What is null or empty does not narrow. */
export const AuditFilter = z.object({
	/** From this instant on, and before that one. */
	from: Instant.nullable().default(null),
	to: Instant.nullable().default(null),
	/** Part of the name of who acted. */
	name: line(0, 40).default(''),
	noun: Noun.nullable().default(null),
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
