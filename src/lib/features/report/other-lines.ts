import { isAlike, sameIn } from './other-figures.ts';
import type { OtherFigure } from './schema.ts';

/** One of the other figures as it stands in the form, empty or half-typed. */
export type OtherLine = {
	key: string;
	label: string;
	unit: string;
	value: number | null;
	source: string;
	/** Null: that of the report. */
	at: string | null;
	reason: string;
};

type Lines = { otherFigures: OtherLine[] };

export const emptyLine = (key: string): OtherLine => ({
	...{ key, label: '', unit: '', value: null, source: '', at: null, reason: '' }
});

export const lineOf = (figure: OtherFigure): OtherLine => ({
	...figure,
	reason: figure.reason ?? ''
});

/** The lines that say something: those are sent, and `otherFigures.<i>` counts them. */
export const statedLines = ({ otherFigures }: Lines): OtherLine[] =>
	otherFigures.filter(({ label, unit, value }) => label.trim() || unit.trim() || value !== null);

/**
 * The lines as the draft has them, `value` null where none was typed. A line without a source or time of its own has
 * the report's.
 */
export function figuresOf(fields: Lines, report: { source: string; knownAt: string }) {
	return statedLines(fields).map(({ key, label, unit, value, source, at, reason }) => ({
		key,
		label: label.trim(),
		unit: unit.trim(),
		value,
		source: source.trim() || report.source,
		at: at ?? report.knownAt,
		...(reason.trim() && { reason: reason.trim() })
	}));
}

/** What was said before with what was typed over it: of the same figure the typed number, under the old key. */
export function withTyped(start: OtherLine[], typed: OtherLine[]): OtherLine[] {
	const counted = typed.filter(({ value }) => value !== null);
	const said = start.map((line) => ({ ...line, ...sameIn(counted, line), key: line.key }));
	const added = typed.filter(
		(line) => !start.some((old) => old.key === line.key || isAlike(old, line))
	);
	return [...said, ...added.map((line) => ({ ...line }))];
}
