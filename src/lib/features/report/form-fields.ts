import type { LonLat } from '#lib/geo.ts';
import type { Level } from '../event-class/schema.ts';
import type { DraftStart } from './drafting.ts';
import { othersOf } from './other-figures.ts';
import { figuresOf, lineOf, statedLines, type OtherLine } from './other-lines.ts';
import type { Reported } from './rules.ts';
import {
	bodyTexts,
	FigureName,
	type BodyText,
	type DeclaredAttachment,
	type Figure,
	type ReportDraft,
	type ReportFull,
	type SourceKind
} from './schema.ts';

export type FigureFields = {
	value: number | null;
	source: string;
	at: string | null;
	reason: string;
};

/** What stands in the form: everything there is, empty or half-typed. Plain data, as IndexedDB keeps it. */
export type FormFields = Pick<
	ReportDraft,
	'kind' | 'previousId' | 'isCorrection' | 'incidentId' | 'frame' | 'title' | 'sensitive'
> & {
	classCode: string | null;
	/** What stands in the field of the class, chosen or still being typed. */
	classText: string;
	occurredAt: string | null;
	knownAt: string | null;
	placeText: string;
	at: LonLat | null;
	/** The place that `at` was taken from by name; other words then mean another point. */
	placeName: string | null;
	source: { kind: SourceKind; name: string };
	level: Level | null;
	figures: Record<FigureName, FigureFields>;
	otherFigures: OtherLine[];
	texts: Record<BodyText, string>;
	commander: { name: string; post: string; phone: string };
	attachments: DeclaredAttachment[];
};

const noFigure: FigureFields = { value: null, source: '', at: null, reason: '' };

/** A first report's empty form. What is known is known now, until the reporter says otherwise. */
export function emptyFields(now: Date): FormFields {
	return {
		kind: 'first',
		previousId: null,
		isCorrection: false,
		incidentId: null,
		frame: 'real',
		title: '',
		sensitive: false,
		classCode: null,
		classText: '',
		occurredAt: null,
		knownAt: minuteOf(now),
		placeText: '',
		at: null,
		placeName: null,
		source: { kind: 'unit', name: '' },
		level: null,
		figures: fromEntries(FigureName.options.map((name) => [name, { ...noFigure }])),
		otherFigures: [],
		texts: fromEntries(bodyTexts.map((name) => [name, ''])),
		commander: { name: '', post: '', phone: '' },
		attachments: []
	};
}

/** The form of a follow-up or correction. */
export function fieldsFrom(start: DraftStart, className: (code: string) => string): FormFields {
	const { body, ...rest } = start;
	return {
		...rest,
		classText: className(start.classCode),
		placeName: null,
		figures: fromEntries(
			FigureName.options.map((name) => [name, figureFields(body.figures[name])])
		),
		otherFigures: othersOf(body).map(lineOf),
		texts: fromEntries(bodyTexts.map((name) => [name, body[name] ?? ''])),
		commander: { name: '', post: '', phone: '', ...body.commander },
		attachments: []
	};
}

/**
 * What the form says as a draft, for `ReportDraft` to check. What is not filled in is absent, not empty. A figure
 * without a source or time of its own has the report's.
 */
export function candidateOf(id: string, fields: FormFields, now: Date) {
	const { classText: _, placeName: __, figures, otherFigures: ___, ...others } = fields;
	const { texts, commander, attachments, ...rest } = others;
	const knownAt = fields.knownAt ?? now.toISOString();
	const filled = FigureName.options.flatMap((name) => {
		const { value, source, at, reason } = figures[name];
		if (value === null) return [];
		const figure = {
			value,
			source: source.trim() || fields.source.name.trim(),
			at: at ?? knownAt,
			...(reason.trim() && { reason: reason.trim() })
		};
		return [[name, figure] as const];
	});
	const said = bodyTexts.flatMap((name) =>
		texts[name].trim() ? [[name, texts[name].trim()] as const] : []
	);
	const body = {
		figures: Object.fromEntries(filled) as Partial<Record<FigureName, Figure>>,
		otherFigures: figuresOf(fields, { source: fields.source.name.trim(), knownAt }),
		...Object.fromEntries(said),
		...(Object.values(commander).some((text) => text.trim()) && { commander: { ...commander } }),
		attachments: attachments.map(({ id: file, name, size }) => ({ id: file, name, size }))
	};
	return { ...rest, source: { ...rest.source }, id, body, writtenAt: now.toISOString() };
}

/** The form as one side of a comparison; what is not filled in counts as unchanged. */
export function reportedOf(
	id: string,
	fields: FormFields,
	before: ReportFull,
	now: Date
): Reported {
	const candidate = candidateOf(id, fields, now);
	const counted = candidate.body.otherFigures.flatMap((figure) =>
		figure.value === null ? [] : [{ ...figure, value: figure.value }]
	);
	return {
		...candidate,
		body: { ...candidate.body, otherFigures: counted },
		title: fields.title.trim() || before.title,
		placeText: fields.placeText.trim(),
		classCode: fields.classCode ?? before.classCode,
		occurredAt: fields.occurredAt ?? before.occurredAt,
		knownAt: fields.knownAt ?? before.knownAt
	};
}

/** The part of the form that a sentence is about, for "has it been changed since". */
export function partOf(fields: FormFields, path: string): unknown {
	const [head = '', second = ''] = path.split('.');
	if (head === 'otherFigures') return statedLines(fields)[Number(second)] ?? null;
	if (head === 'figures') return fields.figures[second as FigureName] ?? null;
	if (head in fields.texts) return fields.texts[head as BodyText];
	return fields[head as keyof FormFields] ?? null;
}

const figureFields = (figure: Figure | undefined): FigureFields =>
	figure ? { ...figure, reason: figure.reason ?? '' } : { ...noFigure };

/** The full minute: nobody knows more exactly when he heard of it. */
export const minuteOf = (at: Date) =>
	new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();

/** `Object.fromEntries` forgets which keys there are. */
function fromEntries<Key extends string, Value>(entries: [Key, Value][]): Record<Key, Value> {
	return Object.fromEntries(entries) as Record<Key, Value>;
}
