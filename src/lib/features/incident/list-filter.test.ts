import { expect, test } from 'vitest';
import { filterOf, hrefOf } from './list-filter.ts';

test('the address of a list says its filter, and back', () => {
	const filter = { status: 'closed', level: 2, text: '口前 洪水' } as const;
	expect(filterOf(new URL(hrefOf(filter), 'http://here').searchParams)).toEqual(filter);
	expect(hrefOf({ status: 'open', level: null, text: '' })).toBe('/incident');
});

test('what an address names wrongly is as if it were absent', () => {
	const filter = filterOf(new URLSearchParams('status=lost&level=9&text=%20'));
	expect(filter).toEqual({ status: 'open', level: null, text: '' });
});
