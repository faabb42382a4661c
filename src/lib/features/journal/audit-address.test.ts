import { expect, test } from 'vitest';
import { filterOf, hrefOf, isNarrowed } from './audit-address.ts';

const nouns = ['event-class', 'report'];
const nothing = filterOf(new URLSearchParams(), nouns);

test('[JO4] the address says the whole filter, and back', () => {
	const filter = {
		from: '2026-07-01T00:00:00.000Z',
		to: '2026-07-02T00:00:00.000Z',
		name: '王 & 李',
		noun: 'event-class',
		unitId: '220221',
		subject: 'report:019ab5b2-7d1c-7f0a-9a53-0d2c0a4be201'
	} as const;
	expect(filterOf(new URL(hrefOf(filter), 'http://here').searchParams, nouns)).toEqual(filter);
	expect(isNarrowed(filter)).toBe(true);
	expect(hrefOf(nothing)).toBe('/admin/journal');
	expect(isNarrowed(nothing)).toBe(false);
});

test('[JO4] what an address names wrongly is as if it were absent', () => {
	const query = new URLSearchParams({ from: 'yesterday', noun: 'secret', name: '王'.repeat(41) });
	expect(filterOf(query, nouns)).toEqual(nothing);
});
