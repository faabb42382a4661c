import { expect, test } from 'vitest';
import { csvRecords, csvText } from './csv.ts';

test('a table is quoted line by line, with the mark that Excel knows UTF-8 by', () => {
	const text = csvText([
		['姓名', '说明'],
		['李海燕', '说“好”, "行"\n第二行']
	]);
	expect(text).toBe('\uFEFF"姓名","说明"\r\n"李海燕","说“好”, ""行""\n第二行"\r\n');
});

test.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', '－1'])(
	'what a spreadsheet would run (%j) stays text',
	(given) => {
		expect(csvText([[given]])).toBe(`\uFEFF"'${given}"\r\n`);
	}
);

test('signs within a text are left alone', () => {
	expect(csvText([['a=b', 'x-y', '']])).toBe('\uFEFF"a=b","x-y",""\r\n');
});

test.each([
	['commas and quotes', 'a,"b, ""c""",d', [{ line: 1, cells: ['a', 'b, "c"', 'd'] }]],
	[
		'lines end in any way; blank ones are counted and left out',
		'a\r\n\r\n,\nb\rc',
		[
			{ line: 1, cells: ['a'] },
			{ line: 4, cells: ['b'] },
			{ line: 5, cells: ['c'] }
		]
	],
	[
		'a line break within quotes counts as a line',
		'"a\nb",c\nd',
		[
			{ line: 1, cells: ['a\nb', 'c'] },
			{ line: 3, cells: ['d'] }
		]
	],
	['the mark at the beginning is no text', '\uFEFFa', [{ line: 1, cells: ['a'] }]],
	['quotes within an unquoted cell are text', 'a"b",c', [{ line: 1, cells: ['a"b"', 'c'] }]]
])('reading: %s', (_, text, records) => {
	expect(csvRecords(text)).toEqual({ records, unclosedAt: null });
});

test('a quote that never ends is told with its line', () => {
	expect(csvRecords('a\n"b\nc').unclosedAt).toBe(2);
});

test.each(['=1+1', "'=1", "''-2", '+86', 'a=b', '“引号”, "x"\ny'])(
	'what is written (%j) is read again as it was',
	(given) => {
		expect(csvRecords(csvText([[given]])).records).toEqual([{ line: 1, cells: [given] }]);
	}
);
