import { describe, expect, test } from 'vitest';
import { countdownAt, slicePath } from './countdown.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute));
const phaseAt = (minute: number, stopped?: number) =>
	countdownAt({
		from: at(0),
		due: at(40),
		now: at(minute),
		stoppedAt: stopped === undefined ? null : at(stopped)
	}).phase;

describe('countdown', () => {
	test.each([
		[0, 'ample'],
		[19, 'ample'],
		[20, 'half'],
		[29, 'half'],
		[30, 'quarter'],
		[39, 'quarter'],
		[40, 'over'],
		[55, 'over']
	])('40 minutes: after %i it is %s', (minute, phase) => {
		expect(phaseAt(minute)).toBe(phase);
	});

	test('a clock stopped in time is met, whatever time it is now', () => {
		expect(phaseAt(55, 39)).toBe('met');
		expect(phaseAt(55, 40)).toBe('met');
	});

	test('a clock stopped too late stays late and says by how much', () => {
		const clock = countdownAt({ from: at(0), due: at(40), now: at(59), stoppedAt: at(45) });
		expect(clock).toEqual({ phase: 'late', leftMs: -5 * 60_000, part: 0 });
	});

	test('a clock that is due at once is over, not undefined', () => {
		expect(countdownAt({ from: at(0), due: at(0), now: at(0) })).toEqual({
			phase: 'over',
			leftMs: 0,
			part: 0
		});
	});

	test('before its start a clock is full', () => {
		expect(countdownAt({ from: at(10), due: at(40), now: at(0) }).part).toBe(1);
	});

	test('the clock face shows the part that is left, as a clock hand would leave it', () => {
		expect(slicePath(0.25, 12, 10)).toBe('M12 12V2A10 10 0 0 0 2 12Z');
		expect(slicePath(0.75, 12, 10)).toBe('M12 12V2A10 10 0 1 0 22 12Z');
		expect(slicePath(0, 12, 10)).toBe('');
		expect(slicePath(1, 12, 10)).toContain('A10 10 0 1 0');
	});
});
