import { m } from '#lib/paraglide/messages.js';
import { dayAndTime } from '#lib/time.ts';
import type { LocalDraft } from './drafts.ts';
import { amountText } from './other-figures.ts';
import { figuresOf } from './other-lines.ts';
import { draftName } from './outbox-words.ts';
import { bodyTexts, FigureName } from './schema.ts';
import { fieldNames, figureNames } from './words.ts';

/** The whole draft as plain text, to read out over the telephone or to paste elsewhere when it cannot be sent. */
export function draftText(draft: LocalDraft, className: (code: string) => string): string {
	const { fields } = draft;
	const { classCode, classText, occurredAt, knownAt, at, commander } = fields;
	const instant = (iso: string | null) => (iso === null ? '' : dayAndTime(new Date(iso)));
	const lines: [name: string, text: string][] = [
		[fieldNames.title(), fields.title],
		[fieldNames.classCode(), classCode === null ? classText : className(classCode)],
		[fieldNames.occurredAt(), instant(occurredAt)],
		[fieldNames.knownAt(), instant(knownAt)],
		[fieldNames.placeText(), fields.placeText],
		[fieldNames.at(), at ? `${at.lon.toFixed(4)}, ${at.lat.toFixed(4)}` : ''],
		[fieldNames.source(), fields.source.name],
		...FigureName.options.map((name): [string, string] => [
			figureNames[name](),
			fields.figures[name].value?.toLocaleString() ?? ''
		]),
		...figuresOf(fields, { source: '', knownAt: knownAt ?? '' }).map(
			({ label, value, unit }): [string, string] => [
				label,
				value === null ? '' : amountText({ value, unit })
			]
		),
		...bodyTexts.map((name): [string, string] => [fieldNames[name](), fields.texts[name]]),
		[fieldNames.commander(), [commander.name, commander.post, commander.phone].join(' ')]
	];
	const filled = lines.filter(([, text]) => text.trim() !== '');
	return [
		draftName(draft),
		...filled.map(([name, text]) => m.report_text_line({ name, text: text.trim() }))
	].join('\n');
}
