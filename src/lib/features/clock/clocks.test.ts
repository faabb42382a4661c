import { describe, expect, test, vi } from 'vitest';
import { clock } from '#lib/ui/now.svelte.ts';
import { Clocks } from './clocks.svelte.ts';
import type { ClockEvent } from './events.ts';
import { timeLeftMs } from './rules.ts';
import type { ClockCard } from './schema.ts';

const from = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const card = (id: string, other: Partial<ClockCard> = {}) =>
	({
		id,
		fromUnitId: '220221',
		startedAt: from(-10),
		dueAt: from(20),
		stoppedAt: null,
		...other
	}) as ClockCard;
const event = (type: ClockEvent['type'], ...clocks: ClockCard[]): ClockEvent => ({
	type,
	subject: 'report:1',
	scope: [],
	payload: { clocks }
});
const ids = (clocks: Clocks) => clocks.all.map(({ id }) => id);

describe('[CL11] a list', () => {
	test('takes what starts, in the order of time left, and an event twice as once', () => {
		const clocks = new Clocks();
		clocks.fill([card('a')]);
		const started = event('clock.started', card('b', { dueAt: from(5) }));
		clocks.apply(started);
		clocks.apply(started);
		expect(ids(clocks)).toEqual(['b', 'a']);
	});

	test('lets go of what was met in time and keeps what was met late', () => {
		const clocks = new Clocks();
		clocks.fill([card('a'), card('late', { dueAt: from(-3) })]);
		clocks.apply(event('clock.stopped', card('a', { stoppedAt: from(0) })));
		clocks.apply(event('clock.stopped', card('late', { dueAt: from(-3), stoppedAt: from(0) })));
		expect(ids(clocks)).toEqual(['late']);
	});

	test('gathers nothing in a long night', () => {
		const clocks = new Clocks();
		clocks.fill([card('old', { dueAt: from(-1500), stoppedAt: from(-1450) })]);
		for (let i = 0; i < 500; i++) {
			clocks.apply(event('clock.started', card(`c${i}`)));
			clocks.apply(event('clock.stopped', card(`c${i}`, { stoppedAt: from(0) })));
		}
		expect(ids(clocks)).toEqual([]);
	});

	test('of one incident keeps all of it and nothing else', () => {
		const clocks = new Clocks(({ incidentId }) => incidentId === 'x');
		const ours = card('a', { incidentId: 'x', stoppedAt: from(0) });
		clocks.apply(event('clock.stopped', ours, card('b', { incidentId: 'y' })));
		expect(ids(clocks)).toEqual(['a']);
	});

	test('knows what a unit itself must do', () => {
		const clocks = new Clocks();
		clocks.fill([card('a'), card('b', { fromUnitId: '220200' })]);
		expect(clocks.owedBy('220221').map(({ id }) => id)).toEqual(['a']);
	});
});

test('[CL31] a wrong wall clock on the machine does not shift the count-down', () => {
	const server = new Date('2026-11-22T14:00:00+08:00');
	const machine = new Date('2026-11-22T14:20:00+08:00');
	vi.useFakeTimers({ toFake: ['Date'], now: machine });
	clock.follow(server);
	const due = new Date('2026-11-22T14:12:00+08:00').toISOString();
	const running = { startedAt: server.toISOString(), dueAt: due, stoppedAt: null };
	expect(timeLeftMs(running, clock.now)).toBe(12 * 60_000);
	clock.follow(machine);
	vi.useRealTimers();
});
