import type { AuditLine } from '#lib/features/journal/schema.ts';
import { journalSentence, lineTitle } from '#lib/features/list.ts';
import { unitText } from '#lib/features/unit/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { timeZone } from '#lib/time.ts';
import { SYSTEM } from '#lib/who.ts';

/** What the auditor may read of a line, in words; `detail` is empty where its content is closed (JO3). */
export function textOf(line: AuditLine) {
	return {
		at: sortable(new Date(line.at)),
		who: line.actorName === SYSTEM.name ? m.journal_system() : line.actorName,
		unit: line.actorUnit === null ? '' : unitText(line.actorUnit),
		what: lineTitle(line.type),
		detail: line.payload !== null ? journalSentence(line) : '',
		address: addressOf(line.payload),
		scope: line.scope.map(({ name }) => unitText(name))
	};
}

/** The columns of the exported file, and a line in them. */
export const columns = () => [
	`${m.journal_audit_time()} (${timeZone()})`,
	m.journal_audit_who(),
	m.journal_audit_unit(),
	m.journal_audit_what(),
	m.journal_audit_detail(),
	m.journal_audit_address(),
	m.journal_audit_subject(),
	m.journal_audit_scope(),
	m.journal_audit_line()
];

export function cellsOf(line: AuditLine): string[] {
	const { at, who, unit, what, detail, address, scope } = textOf(line);
	const seenBy = scope.join(m.journal_and());
	return [at, who, unit, what, detail, address, line.subject, seenBy, line.id];
}

/** Where somebody signed in from; empty for other lines. */
function addressOf(payload: unknown): string {
	if (typeof payload !== 'object' || payload === null || !('address' in payload)) return '';
	return typeof payload.address === 'string' ? payload.address : '';
}

/** 2026-11-22 14:03:22 in the node's zone: the Swedish form, which spreadsheets read as a time. */
const sortable = (at: Date) =>
	new Intl.DateTimeFormat('sv-SE', {
		timeZone: timeZone(),
		dateStyle: 'short',
		timeStyle: 'medium'
	}).format(at);
