import { expect, test } from 'vitest';
import { isFaulty, isOtherwise, isSignOfLife, reachKm, waitAfter } from './rules.ts';

test('[FE12] each failure doubles the wait, to a quarter of an hour or the feed’s own time', () => {
	expect([0, 1, 2, 3, 10, 1000].map((failures) => waitAfter(failures, 60))).toEqual([
		60, 120, 240, 480, 900, 900
	]);
	expect(waitAfter(5, 3600)).toBe(3600);
});

test('[FE13] something new is a sign of life; an answer only where that was agreed', () => {
	expect(isSignOfLife('data', true)).toBe(true);
	expect(isSignOfLife('data', false)).toBe(false);
	expect(isSignOfLife('answer', false)).toBe(true);
});

test('[FE11] a stronger earthquake is told of further away', () => {
	const all = [1, 3, 4.5, 5.5, 6.5, 8].map(reachKm);
	expect(all).toEqual(all.toSorted((a, b) => a - b));
	expect(new Set(all).size).toBe(all.length);
});

test('[FE14] a fault is past once something has been read since', () => {
	const lastFault = { at: '2026-11-22T06:00:00.000Z', name: 'a.xml', findings: [] };
	expect(isFaulty({ lastFault, lastSuccessAt: null })).toBe(true);
	expect(isFaulty({ lastFault, lastSuccessAt: '2026-11-22T05:00:00.000Z' })).toBe(true);
	expect(isFaulty({ lastFault, lastSuccessAt: '2026-11-22T07:00:00.000Z' })).toBe(false);
	expect(isFaulty({ lastFault: null, lastSuccessAt: null })).toBe(false);
});

test('[FE10] a reading is told again only when something that is shown has changed', () => {
	const before = {
		magnitude: 4.5,
		depthKm: 10,
		at: { lon: 130, lat: 42 },
		placeText: 'a',
		status: 'automatic' as const,
		occurredAt: '2026-11-22T06:00:00.000Z'
	};
	expect(isOtherwise(before, { ...before })).toBe(false);
	expect(isOtherwise(before, { ...before, magnitude: 4.6 })).toBe(true);
	expect(isOtherwise(before, { ...before, status: 'reviewed' })).toBe(true);
});
