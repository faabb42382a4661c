import type { AuditNoun } from './schema.ts';

/**
 * Lines whose payload an auditor reads: those about administration. What was reported and what was done about it
 * is not for administrators by their office (GB/T 22239 三权分立), so a noun that is not named here stays closed.
 */
export const readableNouns = [
	'account',
	'person',
	'unit',
	'event-class',
	'reporting-rule',
	'shift'
] as const satisfies AuditNoun[];

/** The nouns that a subject may begin with; the others write their lines about one of these. */
export const subjectNouns = [
	'person',
	'unit',
	'event-class',
	'reporting-rule',
	'shift',
	'report',
	'incident',
	'warning',
	'earthquake',
	'feed'
] as const satisfies AuditNoun[];

export const nounOf = (type: string) => type.slice(0, type.indexOf('.'));

export const isReadable = (type: string) =>
	(readableNouns as readonly string[]).includes(nounOf(type));
