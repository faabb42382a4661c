import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { OtherFigure, ReportBody } from './schema.ts';

/** What a figure that has no name of its own is told by. */
export type OtherName = Pick<OtherFigure, 'key' | 'label' | 'unit'>;

/** The other figures of a body; one that was stored or kept before there were any has none. */
export const othersOf = (body: Partial<Pick<ReportBody, 'otherFigures'>>): OtherFigure[] =>
	body.otherFigures ?? [];

/** Equal words and unit: what two units, or two threads, count by. */
export const isAlike = (a: Omit<OtherName, 'key'>, b: Omit<OtherName, 'key'>) =>
	a.label === b.label && a.unit === b.unit;

/**
 * The same figure in the list of another report of the thread: that with its key, though it was called
 * otherwise, or that which is called alike, though it was taken out and put in again.
 */
export function sameIn<Named extends OtherName>(
	list: readonly Named[],
	figure: OtherName
): Named | undefined {
	return list.find(({ key }) => key === figure.key) ?? list.find((one) => isAlike(one, figure));
}

/** What is wrong with them (RP9), by `otherFigures.<i>.<field>`. `latest`: of the times that are not in the future. */
export function otherFigureProblems(
	figures: readonly OtherFigure[],
	before: readonly OtherFigure[],
	latest: number
): FieldErrors {
	const problems: FieldErrors = {};
	for (const [i, figure] of figures.entries()) {
		const { label, value, at, reason } = figure;
		const old = sameIn(before, figure);
		if (sameIn(figures.slice(0, i), figure)) {
			problems[`otherFigures.${i}.label`] = m.report_other_twice({ label });
		}
		if (Date.parse(at) > latest) problems[`otherFigures.${i}.at`] = m.report_time_future();
		if (old && value < old.value && !reason) {
			problems[`otherFigures.${i}.reason`] = m.report_figure_lower({ from: old.value, to: value });
		}
	}
	return problems;
}

type Amount = Pick<OtherFigure, 'label' | 'unit' | 'value'>;

/** Another figure that is not the same any more; null: was not, or is no longer, stated. */
export type OtherDifference = {
	kind: 'other';
	key: string;
	from: Amount | null;
	to: Amount | null;
	reason: string | null;
};

/** All of both reports, changed or not: first those of the later one in its order, then those that it left out. */
export function otherDifferences(
	from: readonly OtherFigure[],
	to: readonly OtherFigure[]
): OtherDifference[] {
	const stated = to.map((figure) => ({ figure, old: sameIn(from, figure) }));
	const left = from.filter((figure) => !stated.some(({ old }) => old === figure));
	return [
		...stated.map(({ figure, old }) => ({
			kind: 'other' as const,
			key: figure.key,
			from: old ? amount(old) : null,
			to: amount(figure),
			reason: figure.reason ?? null
		})),
		...left.map((old) => ({
			kind: 'other' as const,
			key: old.key,
			from: amount(old),
			to: null,
			reason: null
		}))
	];
}

const amount = ({ label, unit, value }: OtherFigure): Amount => ({ label, unit, value });

/** True where the number, or what is counted, is another one. */
export const isOtherChanged = ({ from, to }: OtherDifference) =>
	!from || !to || from.value !== to.value || !isAlike(from, to);

/** "7,138 只" */
export const amountText = ({ value, unit }: Pick<OtherFigure, 'value' | 'unit'>) =>
	`${value.toLocaleString()} ${unit}`.trim();
