import { expect, test } from 'vitest';
import { wallRows } from './rows.ts';

test('a wall without warnings has its rows, one with many leaves some to everything', () => {
	expect(wallRows({ warnings: 0, alarms: 0, consultations: 0, clocks: 9 })).toEqual({
		warnings: 0,
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

test('with an alarm and a consultation, warnings give way so that clocks and reports are whole', () => {
	const rows = wallRows({ warnings: 3, alarms: 1, consultations: 1, clocks: 9 });
	expect(rows).toEqual({ warnings: 1, clocks: 2, reports: 4 });
	expect(wallRows({ warnings: 3, alarms: 0, consultations: 0, clocks: 9 }).warnings).toBe(3);
});
