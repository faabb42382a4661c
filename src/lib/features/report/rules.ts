import type { FieldErrors } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Level } from '../event-class/schema.ts';
import {
	isOtherChanged,
	otherDifferences,
	otherFigureProblems,
	othersOf,
	type OtherDifference
} from './other-figures.ts';
import {
	bodyTexts,
	FigureName,
	type BodyText,
	type ReportDraft,
	type ReportKind
} from './schema.ts';

/** A wrong clock may be ahead by this much before a time counts as being in the future. */
export const CLOCK_TOLERANCE_MS = 120_000;

/** How far outside the node's own area a place may lie: a flood does not stop at the border. */
export const AREA_MARGIN_KM = 50;

/** What must be known to judge a draft. The form fills in what it knows, the server knows all. */
export type FilingFacts = {
	now: Date;
	/** The report that the draft names as previous; null where the own unit has none with that id. */
	previous: Pick<ReportDraft, 'body'> | null;
	/** The kind of the newest report of that thread. */
	newestKind: ReportKind | null;
	isClassKnown: boolean;
	/** False: further than `AREA_MARGIN_KM` outside the node's area. True also where no point is given. */
	isPlaceInArea: boolean;
	/** Largest attachment, in bytes. */
	uploadMaxBytes: number;
};

/**
 * The sentence beside each field that is wrong; empty when the draft may be sent (RP3–RP9). Paths are those
 * of the draft, without `body.`: `knownAt`, `figures.dead.reason`, `attachments.0.size`.
 */
export function problemsOf(draft: ReportDraft, facts: FilingFacts): FieldErrors {
	return {
		...threadProblems(draft, facts),
		...timeProblems(draft, facts),
		...(facts.isClassKnown ? {} : { classCode: m.report_class_unknown() }),
		...(facts.isPlaceInArea ? {} : { at: m.report_place_outside({ km: AREA_MARGIN_KM }) }),
		...figureProblems(draft, facts),
		...attachmentProblems(draft, facts)
	};
}

/** A field's path as `problemsOf` names it, from the path that a schema error names. */
export const fieldName = (path: string) => path.replace(/^body\./, '');

/** 首报, 续报一, 续报二（更正）, 终报 …; "First report", "Follow-up 2 (correction)" … */
export function kindName(report: {
	kind: ReportKind;
	number: number;
	isCorrection: boolean;
}): string {
	const name = {
		first: () => m.report_kind_first(),
		followup: () =>
			m.report_kind_followup({ number: report.number, numeral: chineseNumeral(report.number) }),
		final: () => m.report_kind_final()
	}[report.kind]();
	return report.isCorrection ? m.report_kind_correction({ name }) : name;
}

/** 一, 十, 十二, 二十, 三十五; from 100 on digits. */
export function chineseNumeral(n: number): string {
	if (!Number.isInteger(n) || n < 1 || n > 99) return String(n);
	const digits = '零一二三四五六七八九';
	const [tens, ones] = [Math.floor(n / 10), n % 10];
	return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`;
}

function threadProblems(draft: ReportDraft, { previous, newestKind }: FilingFacts): FieldErrors {
	if (draft.kind === 'first') {
		const isNew = draft.previousId === null && !draft.isCorrection;
		return isNew ? {} : { previousId: m.report_first_continues() };
	}
	if (draft.previousId === null) return { previousId: m.report_previous_missing() };
	if (!previous) return { previousId: m.report_previous_unknown() };
	// A final report sent by mistake is itself an error to correct: a correction may reopen the thread.
	if (newestKind === 'final' && !draft.isCorrection) {
		return { previousId: m.report_thread_ended() };
	}
	return {};
}

function timeProblems(
	{ occurredAt, knownAt, sentAt }: ReportDraft,
	{ now }: FilingFacts
): FieldErrors {
	const latest = now.getTime() + CLOCK_TOLERANCE_MS;
	const aheadMs = sentAt === null ? 0 : Date.parse(sentAt) - now.getTime();
	const future =
		aheadMs > CLOCK_TOLERANCE_MS
			? m.report_time_future_clock({ minutes: Math.round(aheadMs / 60_000) })
			: m.report_time_future();
	const problems: FieldErrors = {};
	if (Date.parse(knownAt) < Date.parse(occurredAt)) problems.knownAt = m.report_known_too_early();
	if (Date.parse(occurredAt) > latest) problems.occurredAt = future;
	if (Date.parse(knownAt) > latest) problems.knownAt = future;
	return problems;
}

function figureProblems({ body }: ReportDraft, { previous, now }: FilingFacts): FieldErrors {
	const latest = now.getTime() + CLOCK_TOLERANCE_MS;
	const before = previous ? othersOf(previous.body) : [];
	const problems = otherFigureProblems(body.otherFigures, before, latest);
	for (const [name, figure] of Object.entries(body.figures)) {
		const before = previous?.body.figures[name as keyof typeof body.figures];
		if (name !== 'directLossYuan' && !Number.isInteger(figure.value)) {
			problems[`figures.${name}.value`] = m.report_figure_whole();
		}
		if (Date.parse(figure.at) > latest) {
			problems[`figures.${name}.at`] = m.report_time_future();
		}
		if (before && figure.value < before.value && !figure.reason) {
			problems[`figures.${name}.reason`] = m.report_figure_lower({
				from: before.value,
				to: figure.value
			});
		}
	}
	return problems;
}

function attachmentProblems({ body }: ReportDraft, { uploadMaxBytes }: FilingFacts): FieldErrors {
	const problems: FieldErrors = {};
	const seen = new Set<string>();
	for (const [i, { id, size, name }] of body.attachments.entries()) {
		if (seen.has(id)) problems[`attachments.${i}.id`] = m.report_attachment_twice({ name });
		if (size > uploadMaxBytes) {
			const mb = Math.floor(uploadMaxBytes / 2 ** 20);
			problems[`attachments.${i}.size`] = m.report_attachment_large({ name, mb });
		}
		seen.add(id);
	}
	return problems;
}

/** What two reports of a thread are compared by; a draft and a report as sent both have it. */
export type Reported = Pick<
	ReportDraft,
	| 'classCode'
	| 'title'
	| 'occurredAt'
	| 'knownAt'
	| 'placeText'
	| 'at'
	| 'source'
	| 'level'
	| 'sensitive'
	| 'body'
>;

/** One field that is not the same any more. Null or an empty text: was not, or is no longer, stated. */
export type Difference =
	| {
			kind: 'figure';
			field: FigureName;
			from: number | null;
			to: number | null;
			reason: string | null;
	  }
	| OtherDifference
	| { kind: 'text'; field: TextField; from: string; to: string }
	| { kind: 'instant'; field: 'occurredAt' | 'knownAt'; from: string; to: string }
	| { kind: 'class'; field: 'classCode'; from: string; to: string }
	| { kind: 'level'; field: 'level'; from: Level | null; to: Level | null }
	| { kind: 'flag'; field: 'sensitive'; from: boolean; to: boolean }
	| { kind: 'point'; field: 'at'; from: LonLat | null; to: LonLat | null };

export type TextField = 'title' | 'placeText' | 'source' | BodyText | 'commander';

/** The exact difference from one report to the next, in the order of the form (RP10). */
export function differences(previous: Reported, next: Reported): Difference[] {
	const [from, to] = [previous, next];
	const all: Difference[] = [
		{ kind: 'class', field: 'classCode', from: from.classCode, to: to.classCode },
		{ kind: 'level', field: 'level', from: from.level, to: to.level },
		{ kind: 'flag', field: 'sensitive', from: from.sensitive, to: to.sensitive },
		{ kind: 'text', field: 'title', from: from.title, to: to.title },
		{ kind: 'instant', field: 'occurredAt', from: from.occurredAt, to: to.occurredAt },
		{ kind: 'instant', field: 'knownAt', from: from.knownAt, to: to.knownAt },
		{ kind: 'text', field: 'placeText', from: from.placeText, to: to.placeText },
		{ kind: 'point', field: 'at', from: from.at, to: to.at },
		{ kind: 'text', field: 'source', from: from.source.name, to: to.source.name },
		...FigureName.options.map((field) => ({
			kind: 'figure' as const,
			field,
			from: from.body.figures[field]?.value ?? null,
			to: to.body.figures[field]?.value ?? null,
			reason: to.body.figures[field]?.reason ?? null
		})),
		...otherDifferences(othersOf(from.body), othersOf(to.body)),
		...bodyTexts.map((field) => ({
			kind: 'text' as const,
			field,
			from: from.body[field] ?? '',
			to: to.body[field] ?? ''
		})),
		{ kind: 'text', field: 'commander', from: commanderLine(from), to: commanderLine(to) }
	];
	return all.filter(isReal);
}

function isReal(change: Difference): boolean {
	switch (change.kind) {
		case 'instant':
			return Date.parse(change.from) !== Date.parse(change.to);
		case 'point':
			return change.from?.lon !== change.to?.lon || change.from?.lat !== change.to?.lat;
		case 'other':
			return isOtherChanged(change);
		default:
			return change.from !== change.to;
	}
}

const commanderLine = ({ body: { commander } }: Reported) =>
	commander ? [commander.name, commander.post, commander.phone].filter(Boolean).join(' ') : '';
