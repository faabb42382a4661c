import { expect, test } from 'vitest';
import { LIKELY, likeness } from './similarity.ts';

const unknown = { distanceKm: null, minutesApart: null, classes: null, text: null };

test('[RP18] the same place, time, class and words are one event; nothing known is none', () => {
	const same = {
		distanceKm: 0,
		minutesApart: 0,
		classes: ['11A01', '11A01'] as [string, string],
		text: { shared: 6, shorter: 6 }
	};
	expect(likeness(same)).toBeCloseTo(1);
	expect(likeness(unknown)).toBe(0);
});

test('[RP18] what is not known does not count against it', () => {
	expect(likeness({ ...unknown, distanceKm: 0, minutesApart: 0 })).toBeCloseTo(1);
	expect(likeness({ ...unknown, text: { shared: 0, shorter: 0 } })).toBe(0);
});

test('[RP18] each step further apart is less alike', () => {
	const at = (distanceKm: number, minutesApart: number, code: string) =>
		likeness({ distanceKm, minutesApart, classes: ['11A01', code], text: null });
	const falling = [
		at(0, 0, '11A01'),
		at(1, 0, '11A01'),
		at(1, 30, '11A01'),
		at(1, 30, '11A02'),
		at(1, 30, '11B03'),
		at(1, 30, '14A01')
	];
	expect(falling).toEqual([...falling].sort((a, b) => b - a));
	expect(new Set(falling).size).toBe(falling.length);
});

test('[RP18] a riot next door at the same hour is not the flood', () => {
	const riot = likeness({
		distanceKm: 3,
		minutesApart: 60,
		classes: ['11A01', '14A01'],
		text: { shared: 0, shorter: 8 }
	});
	expect(riot).toBeLessThan(LIKELY);
});
