import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords, csvText } from './csv.ts';

const cell = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 8 }),
	fc
		.array(
			fc.constantFrom(
				'"',
				',',
				'\n',
				'\r',
				'\r\n',
				"'",
				'=',
				'+',
				'@',
				'\t',
				'＝',
				'\uFEFF',
				'汉',
				' '
			),
			{
				maxLength: 6
			}
		)
		.map((parts) => parts.join(''))
);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
const runs = { seed: 20_100_728, numRuns: 1000 };

/** What a file cannot tell apart: how a line ends inside a cell, and rows without anything in them. */
const asFile = (rows: string[][]) =>
	rows
		.map((cells) => cells.map((one) => one.replace(/\r\n?/g, '\n')))
		.filter((cells) => cells.some((one) => one !== ''));

test('what is written as CSV is read again as it was', () => {
	fc.assert(
		fc.property(table, (rows) => {
			const { records, unclosedAt } = csvRecords(csvText(rows));
			expect(unclosedAt).toBeNull();
			expect(records.map(({ cells }) => cells)).toEqual(asFile(rows));
		}),
		runs
	);
});

test('no cell that is written begins a formula', () => {
	fc.assert(
		fc.property(cell, (text) => {
			const [begins] = csvText([[text]]).replace(/^\uFEFF"/, '');
			expect(begins).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
		}),
		runs
	);
});

test('any text is read, whatever it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
			for (const { line, cells } of csvRecords(text).records) {
				expect(line).toBeGreaterThan(0);
				expect(cells.some((one) => one !== '')).toBe(true);
			}
		}),
		runs
	);
});
