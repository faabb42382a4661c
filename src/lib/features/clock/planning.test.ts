import { describe, expect, test } from 'vitest';
import type { ReportingRule } from '../reporting-rule/schema.ts';
import { planClocks, type PlannedMatter, type Standing } from './planning.ts';

const zone = 'Asia/Shanghai';
const at = (time: string, day = 22) => new Date(`2026-11-${day}T${time}:00+08:00`);

const rule = (other: Partial<ReportingRule>): ReportingRule => ({
	id: 'v1',
	key: 'written',
	name: '',
	levels: [3, 4],
	classPrefix: '',
	sensitive: false,
	from: 'county',
	to: 'city',
	channel: 'written',
	kind: 'first',
	minutes: 60,
	startsAt: 'received',
	fixedTimes: [],
	sourceDocument: '',
	inForce: true,
	validFrom: at('00:00', 1),
	...other
});
const written = rule({});
const daily = rule({
	id: 'v2',
	key: 'daily',
	kind: 'followup',
	minutes: null,
	fixedTimes: ['08:00', '17:00']
});
const every = rule({ id: 'v3', key: 'every', kind: 'followup', minutes: 120 });

const matter: PlannedMatter = {
	classCode: '11A01',
	level: 3,
	sensitive: false,
	from: 'county',
	occurredAt: at('14:00'),
	receivedAt: at('14:10'),
	isOpen: true
};

const to = { to: 'city', toUnitId: '220200' } as const;
const standing = (of: ReportingRule, other: Partial<Standing> = {}): Standing => ({
	id: of.key,
	ruleKey: of.key,
	ruleId: of.id,
	...to,
	channel: of.channel,
	kind: of.kind,
	basis: of.startsAt,
	startedAt: at('14:10'),
	dueAt: at('15:10'),
	stoppedAt: null,
	stop: null,
	...other
});

const plan = (
	rules: ReportingRule[],
	stand: Standing[],
	now: Date,
	other: Partial<PlannedMatter> = {}
) =>
	planClocks({
		matter: { ...matter, ...other },
		wanted: rules.map((one) => ({ rule: one, ...to })),
		versions: new Map(rules.map((one) => [one.id, one])),
		standing: stand,
		now,
		zone
	});

const sent = (when: Date) => ({ stoppedAt: when, stop: { kind: 'report', reportId: '' } }) as const;

describe('fixed times', () => {
	const firstDaily = (now: Date, other: Partial<PlannedMatter> = {}) =>
		plan([written, daily], [], now, other).start.find((one) => one.rule.kind === 'followup');

	test('[CL12] the first that is owed lies after the first report’s own limit', () => {
		expect(firstDaily(at('14:12'))).toMatchObject({ dueAt: at('17:00'), startedAt: at('14:10') });
		const late = { occurredAt: at('16:30'), receivedAt: at('16:30') };
		expect(firstDaily(at('16:31'), late)).toMatchObject({
			dueAt: at('08:00', 23),
			startedAt: at('17:00')
		});
	});

	test('[CL12] of a matter that is graded up on its third day it is the next one from now', () => {
		expect(firstDaily(at('09:00', 24))).toMatchObject({
			dueAt: at('17:00', 24),
			startedAt: at('08:00', 24)
		});
	});

	test('[CL12] an overdue one stays the one that is owed', () => {
		const overdue = standing(daily, { dueAt: at('17:00') });
		expect(plan([daily], [overdue], at('20:00')).start).toEqual([]);
	});

	test('[CL12] when it was sent early the same time does not fall due again, when late the next does', () => {
		const early = standing(daily, { dueAt: at('17:00'), ...sent(at('16:00')) });
		expect(plan([daily], [early], at('16:00')).start).toMatchObject([
			{ dueAt: at('08:00', 23), startedAt: at('17:00') }
		]);
		const late = standing(daily, { dueAt: at('17:00'), ...sent(at('20:00')) });
		expect(plan([daily], [late], at('20:00')).start).toMatchObject([{ dueAt: at('08:00', 23) }]);
	});

	test('[CL13] reopened before its time, the very clock that was unbound runs on', () => {
		const unbound = {
			stoppedAt: at('15:30'),
			stop: { kind: 'unbound', because: 'closed' }
		} as const;
		const closed = standing(daily, { dueAt: at('17:00'), ...unbound });
		expect(plan([daily], [closed], at('16:00'))).toMatchObject({
			start: [],
			restart: [{ id: 'daily' }]
		});
		expect(plan([daily], [closed], at('18:00'))).toMatchObject({
			start: [{ dueAt: at('08:00', 23) }],
			restart: []
		});
	});
});

describe('follow-ups after so many minutes', () => {
	test('[RR5] none before the first report was sent, then counted from the last', () => {
		const first = standing(written);
		expect(plan([written, every], [first], at('14:30')).start).toEqual([]);
		const done = standing(written, sent(at('14:40')));
		expect(plan([written, every], [done], at('14:40')).start).toMatchObject([
			{ startedAt: at('14:40'), dueAt: at('16:40') }
		]);
		const again = standing(every, { dueAt: at('16:40'), ...sent(at('16:00')) });
		expect(plan([written, every], [done, again], at('16:00')).start).toMatchObject([
			{ dueAt: at('18:00') }
		]);
	});
});

describe('what binds no more', () => {
	test('[CL4] is unbound while open and left alone when met', () => {
		expect(plan([written], [standing(written)], at('14:30'), { level: 1 }).unbind).toEqual([
			{ id: 'written', because: 'regraded' }
		]);
		const done = standing(written, sent(at('14:40')));
		expect(plan([written], [done], at('14:50'), { level: 1 })).toEqual({
			start: [],
			restart: [],
			move: [],
			unbind: []
		});
	});

	test('[CL13] closed, a first report that is owed stays owed', () => {
		const { unbind } = plan([written, daily], [standing(written), standing(daily)], at('14:30'), {
			isOpen: false
		});
		expect(unbind).toEqual([{ id: 'daily', because: 'closed' }]);
	});

	test('[CL6] a rule that was taken out of force leaves its running clocks alone', () => {
		const { unbind, start } = planClocks({
			matter,
			wanted: [],
			versions: new Map([[written.id, written]]),
			standing: [standing(written)],
			now: at('14:30'),
			zone
		});
		expect([unbind, start]).toEqual([[], []]);
	});
});

describe('a corrected occurrence', () => {
	const limit = rule({ key: 'limit', startsAt: 'occurred' });
	const running = standing(limit, { startedAt: at('14:00'), dueAt: at('15:00') });
	test('[CL5] moves an open clock by as much, keeping its length', () => {
		expect(plan([limit], [running], at('14:30'), { occurredAt: at('13:20') }).move).toEqual([
			{ id: 'limit', startedAt: at('13:20'), dueAt: at('14:20') }
		]);
	});

	test('[CL5] moves none that counts from knowing, and none that has stopped', () => {
		const known = standing(written);
		const done = { ...running, ...sent(at('14:40')) };
		const later = { occurredAt: at('13:20'), receivedAt: at('14:25') };
		expect(plan([limit, written], [known, done], at('14:45'), later).move).toEqual([]);
	});
});
