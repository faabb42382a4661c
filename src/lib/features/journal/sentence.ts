import { nounOf } from '#lib/event.ts';
import type { AnyLines } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { SYSTEM } from '#lib/who.ts';
import type { Line } from './schema.ts';

/**
 * One sentence for a line of the journal: who did what, without the time. A type that this version does not know,
 * as from a newer node, is said to be so.
 */
export function sentenceOf(
	lines: AnyLines,
	{ type, actorName, payload }: Pick<Line, 'type' | 'actorName' | 'payload'>
): string {
	const name = actorName === SYSTEM.name ? m.journal_system() : actorName;
	const words = Object.hasOwn(lines, type) ? lines[type] : undefined;
	if (!words) return m.journal_unknown({ name, type });
	// `defineFeature` saw to it that each sentence takes its type's payload; TypeScript cannot follow the index.
	const sentence = words.sentence as (payload: unknown, name: string) => string;
	try {
		return sentence(payload, name);
	} catch {
		// An older or newer version wrote it in another shape: one line must not take the list with it.
		return m.journal_unknown({ name, type });
	}
}

/** The kind of act in a few words that tell nothing of its content; a type of a newer node by its own name. */
export function titleOf(lines: AnyLines, type: string): string {
	const words = Object.hasOwn(lines, type) ? lines[type] : undefined;
	return words?.title() ?? m.journal_audit_unknown({ type });
}

/** What a line is about, as `noun:id`: its subject, and what its manifest names beside it. */
export function subjectsOf(
	lines: AnyLines,
	{ type, subject, payload }: Pick<Line, 'type' | 'subject' | 'payload'>
): string[] {
	const about = Object.hasOwn(lines, type) ? lines[type]?.about : undefined;
	if (!about) return [subject];
	try {
		return [subject, ...(about as (payload: unknown) => readonly string[])(payload)];
	} catch {
		// As above: another version's shape. Its subject is known all the same.
		return [subject];
	}
}

/** The noun under which an auditor finds the line. */
export const auditNounOf = (lines: AnyLines, type: string) =>
	(Object.hasOwn(lines, type) ? lines[type]?.noun : undefined) ?? nounOf(type);
