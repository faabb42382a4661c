import { describe, expect, test } from 'vitest';
import { presets } from './presets.ts';
import {
	authoritiesFor,
	binds,
	dueAt,
	nextFixedTime,
	previousFixedTime,
	rulesFor,
	tellerOf
} from './rules.ts';
import { ReportingRuleEdit } from './schema.ts';

const inForce = presets.filter((rule) => rule.inForce);
const zone = 'Asia/Shanghai';
const flood = { classCode: '11A01', level: null, sensitive: false };
const at = (text: string) => new Date(`2026-11-22T${text}+08:00`);

describe('whom a rule binds', () => {
	const rule = { from: 'county', levels: [1, 2], classPrefix: '12', sensitive: true } as const;
	const of = (other: object) =>
		binds(
			{ ...rule, levels: [...rule.levels] },
			{ from: 'county', classCode: '12D01', level: 2, sensitive: false, ...other }
		);

	test('[RR1] by teller, level and the beginning of the class', () => {
		expect(of({})).toBe(true);
		expect(of({ from: 'city' })).toBe(false);
		expect(of({ level: 3 })).toBe(false);
		expect(of({ classCode: '11A01' })).toBe(false);
	});

	test('[RR2] not graded is Ⅳ; sensitive is bound whatever its level', () => {
		expect(of({ level: null })).toBe(false);
		expect(of({ level: null, sensitive: true })).toBe(true);
		expect(of({ level: 4, sensitive: true })).toBe(true);
		const ordinary = { from: 'county', levels: [4], classPrefix: '', sensitive: false } as const;
		expect(binds({ ...ordinary, levels: [4] }, { from: 'county', ...flood })).toBe(true);
	});

	test('[RR1] a zone tells as a county does', () => {
		expect(tellerOf({ kind: 'zone' })).toBe('county');
		expect(tellerOf({ kind: 'agency' })).toBe('agency');
	});
});

describe('in force in the demonstration', () => {
	const told = (
		from: 'county' | 'city' | 'province' | 'agency',
		level: 1 | 2 | 3 | 4 | null,
		sensitive = false
	) => authoritiesFor(inForce, { from, classCode: '11A01', level, sensitive });

	test.each([
		['county', null, ['city']],
		['county', 4, ['city']],
		['county', 3, ['city', 'province']],
		['county', 1, ['city', 'province']],
		['city', 4, ['province']],
		['city', 2, ['province']],
		['province', 3, []],
		['province', 2, ['state']],
		['agency', null, ['city']]
	] as const)('[RR3] %s, level %s: one send reaches %j', (from, level, authorities) => {
		expect(told(from, level)).toEqual(authorities);
	});

	test('[RR2] a sensitive matter goes straight to the province, and on to the State Council', () => {
		expect(told('county', null, true)).toEqual(['city', 'province']);
		expect(told('province', 4, true)).toEqual(['state']);
	});

	test('[RR8] follow-ups at eight and five bind from 较大 on', () => {
		const daily = (level: 3 | 4) =>
			rulesFor(inForce, { from: 'county', classCode: '11A01', level, sensitive: false }).filter(
				({ kind }) => kind === 'followup'
			);
		expect(daily(4)).toEqual([]);
		expect(daily(3)).toMatchObject([{ fixedTimes: ['08:00', '17:00'] }]);
	});
});

describe('the shipped rules', () => {
	test('[RR7] each would pass the administrator’s form, and no key is there twice', () => {
		for (const rule of presets) {
			const { error } = ReportingRuleEdit.safeParse({ actId: crypto.randomUUID(), ...rule });
			expect(error, rule.key).toBeUndefined();
		}
		expect(new Set(presets.map(({ key }) => key)).size).toBe(presets.length);
	});

	test('[RR8] each names its document and how sure we are of it', () => {
		for (const { key, sourceDocument } of presets)
			expect(sourceDocument, key).toMatch(/可信度[高中]/);
	});
});

describe('when time is up', () => {
	const instants = { occurredAt: at('14:00:00'), receivedAt: at('14:20:00') };
	test('[RR5] minutes count from the instant that the rule names', () => {
		const rule = { minutes: 60, fixedTimes: [] };
		expect(dueAt({ ...rule, startsAt: 'occurred' }, instants, zone)).toEqual(at('15:00:00'));
		expect(dueAt({ ...rule, startsAt: 'received' }, instants, zone)).toEqual(at('15:20:00'));
	});

	test('[RR6] fixed times are the zone’s, whatever the machine’s', () => {
		const rule = { minutes: null, fixedTimes: ['17:00', '08:00'], startsAt: 'received' } as const;
		expect(dueAt({ ...rule, fixedTimes: ['17:00', '08:00'] }, instants, zone)).toEqual(
			at('17:00:00')
		);
	});

	const times = ['08:00', '17:00'];
	test.each([
		['00:30:00', '2026-11-22T08:00:00+08:00'],
		['07:59:59', '2026-11-22T08:00:00+08:00'],
		['08:00:00', '2026-11-22T17:00:00+08:00'],
		['16:59:59', '2026-11-22T17:00:00+08:00'],
		['17:00:00', '2026-11-23T08:00:00+08:00'],
		['23:59:59', '2026-11-23T08:00:00+08:00']
	])('[RR6] after %s comes %s', (time, next) => {
		expect(nextFixedTime(times, at(time), zone)).toEqual(new Date(next));
	});

	test('[RR6] the time before eight o’clock is yesterday’s five', () => {
		expect(previousFixedTime(times, at('08:00:00'), zone)).toEqual(
			new Date('2026-11-21T17:00:00+08:00')
		);
		expect(previousFixedTime(times, at('17:00:00'), zone)).toEqual(at('08:00:00'));
	});

	test('[RR6] one time a day is enough', () => {
		expect(nextFixedTime(['12:00'], at('12:00:00'), zone)).toEqual(
			new Date('2026-11-23T12:00:00+08:00')
		);
		expect(previousFixedTime(['12:00'], at('12:00:00'), zone)).toEqual(
			new Date('2026-11-21T12:00:00+08:00')
		);
	});
});

describe('what the form refuses', () => {
	const good = { actId: crypto.randomUUID(), ...presets[0] };
	const wrong = (other: object) =>
		ReportingRuleEdit.safeParse({ ...good, ...other }).error?.issues.map(({ path }) => path[0]);

	test.each([
		['neither minutes nor fixed times', { minutes: null, fixedTimes: [] }, 'minutes'],
		['both', { kind: 'followup', minutes: 30, fixedTimes: ['08:00'] }, 'minutes'],
		['fixed times for a first report', { minutes: null, fixedTimes: ['08:00'] }, 'fixedTimes'],
		[
			'a time that is none',
			{ kind: 'followup', minutes: null, fixedTimes: ['8 am'] },
			'fixedTimes'
		],
		['an authority below', { from: 'province', to: 'city' }, 'to'],
		['no level and not sensitive', { levels: [], sensitive: false }, 'levels'],
		['no source', { sourceDocument: ' ' }, 'sourceDocument'],
		['half a minute', { minutes: 0.5 }, 'minutes'],
		['a class of lower-case letters', { classPrefix: '12d' }, 'classPrefix']
	])('[RR7] %s', (_, other, field) => {
		expect(wrong(other)).toContain(field);
	});
});
