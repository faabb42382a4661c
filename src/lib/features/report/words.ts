import { m } from '#lib/paraglide/messages.js';
import { dayAndTime } from '#lib/time.ts';
import { amountText, type OtherDifference } from './other-figures.ts';
import type { Difference } from './rules.ts';
import type { BodyText, FigureName, Receipt, SourceKind } from './schema.ts';

/** A difference in a part that every report has. */
type NamedDifference = Exclude<Difference, { kind: 'other' }>;

/** What each part of a report is called on screen and paper. */
export const fieldNames = {
	classCode: m.report_field_classCode,
	level: m.report_field_level,
	sensitive: m.report_field_sensitive,
	title: m.report_field_title,
	occurredAt: m.report_field_occurredAt,
	knownAt: m.report_field_knownAt,
	placeText: m.report_field_placeText,
	at: m.report_field_at,
	source: m.report_field_source,
	cause: m.report_field_cause,
	course: m.report_field_course,
	impact: m.report_field_impact,
	trend: m.report_field_trend,
	leaders: m.report_field_leaders,
	measures: m.report_field_measures,
	nextSteps: m.report_field_nextSteps,
	requests: m.report_field_requests,
	commander: m.report_field_commander,
	attachments: m.report_field_attachments
} satisfies Record<
	BodyText | Exclude<NamedDifference['field'], FigureName> | 'attachments',
	() => string
>;

export const figureNames = {
	dead: m.report_figure_dead,
	missing: m.report_figure_missing,
	seriouslyInjured: m.report_figure_seriouslyInjured,
	injured: m.report_figure_injured,
	trapped: m.report_figure_trapped,
	affected: m.report_figure_affected,
	evacuated: m.report_figure_evacuated,
	directLossYuan: m.report_figure_directLossYuan
} satisfies Record<FigureName, () => string>;

export const sourceKindNames = {
	unit: m.report_form_source_unit,
	person: m.report_form_source_person,
	agency: m.report_form_source_agency,
	media: m.report_form_source_media,
	sensor: m.report_form_source_sensor
} satisfies Record<SourceKind, () => string>;

/** The furthest that a report has come at one addressee, in a word. */
export function receiptState(receipt: Receipt): string {
	if (receipt.outcome === 'accepted') return m.report_state_accepted();
	if (receipt.outcome === 'returned') return m.report_state_returned();
	if (receipt.acknowledgedAt) return m.report_state_acknowledged();
	return receipt.openedAt ? m.report_state_opened() : m.report_state_arrived();
}

/** What a difference is called, and both sides in words. `className` gives a class code its name. */
export function differenceWords(
	change: Difference,
	className: (code: string) => string
): { name: string; from: string; to: string; reason: string | null } {
	const reason = 'reason' in change ? change.reason : null;
	return { name: differenceName(change), ...sides(change, className), reason };
}

function differenceName(change: Difference): string {
	if (change.kind === 'other') return (change.to ?? change.from)?.label ?? '';
	return change.kind === 'figure' ? figureNames[change.field]() : fieldNames[change.field]();
}

function sides(
	change: Difference,
	className: (code: string) => string
): { from: string; to: string } {
	const none = m.report_unstated();
	switch (change.kind) {
		case 'class':
			return { from: className(change.from), to: className(change.to) };
		case 'instant':
			return { from: dayAndTime(new Date(change.from)), to: dayAndTime(new Date(change.to)) };
		case 'flag':
			return { from: yesNo(change.from), to: yesNo(change.to) };
		case 'level':
			return { from: levelText(change.from), to: levelText(change.to) };
		case 'point':
			return { from: pointText(change.from), to: pointText(change.to) };
		case 'figure':
			return {
				from: change.from?.toLocaleString() ?? none,
				to: change.to?.toLocaleString() ?? none
			};
		case 'other':
			return otherSides(change);
		case 'text':
			return { from: change.from || none, to: change.to || none };
	}
}

/** Where it was called otherwise before, the old name stands with the old number. */
function otherSides({ from, to }: OtherDifference): { from: string; to: string } {
	const none = m.report_unstated();
	const isRenamed = from !== null && to !== null && from.label !== to.label;
	return {
		from: from ? `${isRenamed ? `${from.label} ` : ''}${amountText(from)}` : none,
		to: to ? amountText(to) : none
	};
}

const yesNo = (is: boolean) => (is ? m.report_yes() : m.report_no());
const numerals = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' } as const;
const levelText = (level: 1 | 2 | 3 | 4 | null) =>
	level === null ? m.report_level_unset() : numerals[level];
const pointText = (at: { lon: number; lat: number } | null) =>
	at ? `${at.lon.toFixed(4)}, ${at.lat.toFixed(4)}` : m.report_unstated();
