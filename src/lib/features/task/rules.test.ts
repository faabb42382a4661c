import { describe, expect, test } from 'vitest';
import { isLate, isOpen, stateAfter, type TaskMove } from './rules.ts';
import { TaskState } from './schema.ts';

const moves: TaskMove[] = [
	'receive',
	'progress',
	'finish',
	'decline',
	'withdraw',
	'supervise',
	'postpone'
];

describe('what may be done to a task', () => {
	test('[TK4] it is received once, and whoever answers without that has received it', () => {
		expect(stateAfter('receive', 'assigned')).toBe('received');
		expect(stateAfter('receive', 'received')).toBeNull();
		expect(stateAfter('receive', 'underway')).toBeNull();
		for (const now of ['assigned', 'received', 'underway'] as const) {
			expect(stateAfter('progress', now)).toBe('underway');
			expect(stateAfter('finish', now)).toBe('done');
			expect(stateAfter('decline', now)).toBe('declined');
		}
	});

	test('[TK7] pressing for it and moving its deadline leave it as it is', () => {
		for (const now of ['assigned', 'received', 'underway'] as const) {
			expect(stateAfter('supervise', now)).toBe(now);
			expect(stateAfter('postpone', now)).toBe(now);
			expect(stateAfter('withdraw', now)).toBe('withdrawn');
		}
	});

	test('[TK7] what has ended takes nothing more', () => {
		for (const now of ['done', 'declined', 'withdrawn'] as const) {
			expect(isOpen({ state: now })).toBe(false);
			expect(moves.map((move) => stateAfter(move, now))).toEqual(moves.map(() => null));
		}
	});
});

describe('late', () => {
	const dueAt = '2026-11-22T06:00:00.000Z';

	test('[TK6] from the deadline on, to the millisecond', () => {
		expect(isLate({ state: 'assigned', dueAt }, new Date('2026-11-22T05:59:59.999Z'))).toBe(false);
		expect(isLate({ state: 'assigned', dueAt }, new Date(dueAt))).toBe(true);
	});

	test('[TK6] only what is still to be done', () => {
		const now = new Date('2026-11-22T07:00:00.000Z');
		const late = TaskState.options.filter((state) => isLate({ state, dueAt }, now));
		expect(late).toEqual(['assigned', 'received', 'underway']);
	});
});
