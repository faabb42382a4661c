import { describe, expect, test } from 'vitest';
import { presets } from '../reporting-rule/presets.ts';
import {
	byUrgency,
	canTellBy,
	clocksPreview,
	isListed,
	lateMs,
	phaseOf,
	timeLeftMs
} from './rules.ts';
import type { ClockCard } from './schema.ts';

const start = new Date('2026-11-22T14:00:00+08:00');
const minute = (n: number) => new Date(start.getTime() + n * 60_000);
const hour = (stoppedAt: Date | null = null) => ({
	startedAt: start.toISOString(),
	dueAt: minute(60).toISOString(),
	stoppedAt: stoppedAt?.toISOString() ?? null
});

test.each([
	[0, 'ample'],
	[29, 'ample'],
	[30, 'half'],
	[44, 'half'],
	[45, 'quarter'],
	[59, 'quarter'],
	[60, 'over'],
	[600, 'over']
] as const)('[CL30] after %i of 60 minutes a clock is %s', (minutes, phase) => {
	expect(phaseOf(hour(), minute(minutes))).toBe(phase);
});

test('[CL11] a stopped clock is met or, for good, late', () => {
	const met = hour(minute(60));
	const late = hour(minute(72));
	expect(phaseOf(met, minute(600))).toBe('met');
	expect(phaseOf(late, minute(600))).toBe('late');
	expect(lateMs(late, minute(600))).toBe(12 * 60_000);
	expect(lateMs(met, minute(600))).toBe(0);
	expect(timeLeftMs(hour(), minute(48))).toBe(12 * 60_000);
});

test('[CL11] lists show what runs, and what was stopped late for 24 hours; what was met in time leaves', () => {
	expect(isListed(hour(), minute(600))).toBe(true);
	expect(isListed(hour(minute(60)), minute(61))).toBe(false);
	expect(isListed(hour(minute(72)), minute(72 + 24 * 60 - 1))).toBe(true);
	expect(isListed(hour(minute(72)), minute(72 + 24 * 60))).toBe(false);
});

test('[CL22] only a call meets a phone clock, and only a report a written one, except beyond this node', () => {
	expect(canTellBy({ channel: 'phone', toUnitId: '220200' })).toBe('phone');
	expect(canTellBy({ channel: 'phone', toUnitId: null })).toBe('phone');
	expect(canTellBy({ channel: 'written', toUnitId: '220200' })).toBeNull();
	expect(canTellBy({ channel: 'written', toUnitId: null })).toBe('sent');
});

test('[CL11] open clocks stand first, least time left first; then the stopped, newest first', () => {
	const card = (id: string, dueAt: string, stoppedAt: string | null = null) =>
		({ id, dueAt, stoppedAt }) as ClockCard;
	const sorted = [card('d', '1', '3'), card('b', '5'), card('c', '2', '4'), card('a', '4')].sort(
		byUrgency
	);
	expect(sorted.map(({ id }) => id).join('')).toBe('abcd');
});

describe('what the reporter still has time for', () => {
	const rules = presets
		.filter(({ inForce }) => inForce)
		.map((rule) => ({ ...rule, id: rule.key, validFrom: start }));
	const draft = {
		from: 'county',
		classCode: '11A01',
		level: null,
		sensitive: false,
		occurredAt: start,
		receivedAt: minute(18)
	} as const;
	const preview = (other: object = {}) =>
		clocksPreview(rules, { ...draft, ...other }, 'Asia/Shanghai');

	test('[CL32] one line for each authority and channel, the strictest limit, the most urgent first', () => {
		expect(preview()).toMatchObject([
			{ to: 'city', channel: 'phone', dueAt: minute(48), basis: 'received' },
			{ to: 'city', channel: 'written', dueAt: minute(60), basis: 'occurred' }
		]);
	});

	test('[CL32] a graver estimate adds the province', () => {
		expect(preview({ level: 2 }).map(({ to, channel }) => `${to} ${channel}`)).toEqual([
			'city phone',
			'province phone',
			'city written',
			'province written'
		]);
	});

	test('[CL32] before the time of the event and the class are typed, what is certain is shown', () => {
		expect(preview({ occurredAt: null, classCode: null })).toMatchObject([
			{ channel: 'phone', dueAt: minute(48) },
			{ channel: 'written', dueAt: minute(78), basis: 'received' }
		]);
	});
});
