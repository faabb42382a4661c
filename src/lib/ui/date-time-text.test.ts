import { describe, expect, test } from 'vitest';
import { moveDateTime, readDateTime, writeDateTime } from './date-time-text.ts';

const zone = 'Asia/Shanghai';
/** 2026-11-22 14:30 in Shanghai. */
const now = new Date('2026-11-22T06:30:00Z');
const read = (text: string, at = now) => {
	const result = readDateTime(text, zone, at);
	return 'instant' in result ? writeDateTime(result.instant, zone) : result.problem;
};

describe('a time as it is typed', () => {
	test.each([
		['14:03', '2026-11-22 14:03'],
		['1403', '2026-11-22 14:03'],
		['１４：０３', '2026-11-22 14:03'],
		['9点', '2026-11-22 09:00'],
		['11-21 23:50', '2026-11-21 23:50'],
		['11月21日23时50分', '2026-11-21 23:50'],
		['11212350', '2026-11-21 23:50'],
		['2026-11-22 14:03', '2026-11-22 14:03'],
		['2010/7/28 6:00', '2010-07-28 06:00']
	])('%s is %s', (typed, meant) => {
		expect(read(typed)).toBe(meant);
	});

	test('a time of day that is still to come was yesterday', () => {
		expect(read('23:50', new Date('2026-11-21T16:10:00Z'))).toBe('2026-11-21 23:50');
	});

	test('a day far ahead in this year was last year', () => {
		expect(read('12-31 23:00', new Date('2026-01-01T02:00:00Z'))).toBe('2025-12-31 23:00');
	});

	test.each([
		['18:00', '2026-11-22 18:00'],
		['14:03', '2026-11-23 14:03'],
		['11-24 08:00', '2026-11-24 08:00'],
		['1-3 08:00', '2027-01-03 08:00'],
		['2026-11-22 14:03', '2026-11-22 14:03']
	])('of a deadline %s is %s', (typed, meant) => {
		const result = readDateTime(typed, zone, now, true);
		expect('instant' in result && writeDateTime(result.instant, zone)).toBe(meant);
	});

	test.each(['25:00', '12:61', '2-30 10:00', '13-01 10:00'])('%s is refused, not bent', (typed) => {
		expect(read(typed)).toBe('range');
	});

	test.each(['', '昨天', '14', '1 2 3'])('“%s” is not understood', (typed) => {
		expect(read(typed)).toBe('form');
	});

	test('the zone is the node’s, whatever zone the machine has', () => {
		expect(readDateTime('2026-11-22 14:03', zone, now)).toEqual({
			instant: new Date('2026-11-22T06:03:00Z')
		});
	});

	test('arrow keys move across midnight', () => {
		const midnight = new Date('2026-11-21T16:00:00Z');
		expect(writeDateTime(moveDateTime(midnight, { minutes: -1 }, zone), zone)).toBe(
			'2026-11-21 23:59'
		);
	});
});
