import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

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
