import { expect, test } from 'vitest';
import { wallRows } from './rows.ts';

test('a wall without warnings has its rows, one with many leaves some to everything', () => {
	expect(wallRows({ warnings: 0, alarms: 0, consultations: 0, clocks: 9 })).toEqual({
		clocks: 7,
		reports: 8
	});
	const few = wallRows({ warnings: 1, alarms: 0, consultations: 0, clocks: 3 });
	expect(few.clocks).toBe(3);
	expect(few.reports).toBeGreaterThanOrEqual(5);
	const called = wallRows({ warnings: 3, alarms: 0, consultations: 2, clocks: 9 });
	expect(called.clocks + called.reports).toBeLessThan(few.clocks + few.reports);
	expect(called.reports).toBeGreaterThanOrEqual(4);
	const many = wallRows({ warnings: 3, alarms: 2, consultations: 0, clocks: 9 });
	expect(many.clocks).toBeGreaterThanOrEqual(2);
	expect(many.reports).toBeGreaterThanOrEqual(4);
});
