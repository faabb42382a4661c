import { expect, test } from 'vitest';
import { table } from './table.ts';

test('[TB1] columns stand under each other also after Chinese, whose characters are two places wide', () => {
	const rows = [
		['省厅', 'x', 'end'],
		['city', '值班员', 'end']
	];
	expect(table(rows)).toBe('  省厅  x       end\n  city  值班员  end');
});
