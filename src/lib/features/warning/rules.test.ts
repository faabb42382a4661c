import { describe, expect, test } from 'vitest';
import {
	areaCodes,
	chosenInfos,
	endingBy,
	fewestUnits,
	frameOf,
	holds,
	isForPeople,
	mayRing,
	warningLevel
} from './rules.ts';
import type { WarningCard, WarningInfo } from './schema.ts';
import { messageTypes, severities, statuses } from './schema.ts';

const info = (changes: Partial<WarningInfo> = {}) =>
	({
		language: 'zh-CN',
		headline: '',
		parameters: [],
		severity: 'Unknown',
		responseTypes: [],
		...changes
	}) as WarningInfo;

describe('[WA9] the level of a warning', () => {
	test.each([
		['[Level IV/General]', 4],
		['大风预警[IV/一般]', 4],
		['[II/严重]暴雨', 2],
		['【Ⅱ级/严重】暴雨', 2],
		['吉林省气象台发布暴雨红色预警信号', 1],
		['发布高温橙色预警', 2],
		['黃色暴雨警告信號', 3],
		['寒潮蓝色预警', 4],
		['将暴雨橙色预警升级为红色预警', 1],
		['解除暴雨红色预警，发布暴雨蓝色预警', 4],
		['Orange rainstorm warning issued', 2],
		['Blue alert for cold wave', 4]
	])('%s: %i by its words, whatever the severity', (headline, level) => {
		expect(warningLevel(info({ headline, severity: 'Extreme' }))).toBe(level);
	});

	test.each(['河水变成红色', 'RED FLAG WARNING', '红旗街道停电', 'severe thunderstorm watch'])(
		'%s names no colour of a warning',
		(headline) => {
			expect(warningLevel(info({ headline }))).toBeNull();
		}
	);

	test('by a parameter that names a colour', () => {
		const by = (name: string, value: string) =>
			warningLevel(info({ parameters: [{ name, value }] }));
		expect(by('alert_color', '紅色')).toBe(1);
		expect(by('预警级别', 'Ⅲ级')).toBe(3);
		expect(by('Color', 'Yellow')).toBe(3);
		expect(by('alertlevel', 'Green')).toBeNull();
		expect(by('eventname', 'red')).toBeNull();
	});

	test('else by severity: Extreme red, Severe orange, Moderate yellow, Minor blue, Unknown none', () => {
		expect(severities.map((severity) => warningLevel(info({ severity })))).toEqual([
			1,
			2,
			3,
			4,
			null
		]);
	});
});

test('[WA6] only Actual is real; Exercise, Test and Draft are rehearsal', () => {
	const real = statuses.filter((status) => frameOf(status) === 'real');
	expect(real).toEqual(['Actual', 'System']);
});

test('[WA7] what programs say to each other is not for people', () => {
	const seen = messageTypes.filter((msgType) => isForPeople({ status: 'Actual', msgType }));
	expect(seen).toEqual(['Alert', 'Update', 'Cancel']);
	expect(isForPeople({ status: 'System', msgType: 'Alert' })).toBe(false);
});

test('[WA8] Chinese is shown, else English, else what came first', () => {
	const languages = (...all: string[]) =>
		chosenInfos(all.map((language) => info({ language }))).map(({ language }) => language);
	expect(languages('pt-PT', 'en-US', 'zh-mo', 'zh-CN')).toEqual(['zh-mo', 'zh-CN']);
	expect(languages('fr-CA', 'EN_ca', 'es')).toEqual(['EN_ca']);
	expect(languages('is-IS', 'sv-SE', 'is-IS')).toEqual(['is-IS', 'is-IS']);
	expect(languages()).toEqual([]);
});

test('[WA4] a Cancel ends, an Update replaces, and one that gives the all-clear ends too', () => {
	const allClear = info({ responseTypes: ['AllClear'] });
	expect(endingBy({ msgType: 'Alert', infos: [allClear] })).toBeNull();
	expect(endingBy({ msgType: 'Cancel', infos: [] })).toBe('cancel');
	expect(endingBy({ msgType: 'Update', infos: [] })).toBe('update');
	expect(endingBy({ msgType: 'Update', infos: [allClear] })).toBe('allClear');
	expect(endingBy({ msgType: 'Update', infos: [allClear, info()] })).toBe('update');
});

describe('[WA5] a warning holds', () => {
	const now = new Date('2026-11-22T06:00:00Z');
	const card = (changes: Partial<WarningCard> = {}) =>
		({
			msgType: 'Alert',
			frame: 'real',
			endedAt: null,
			expiresAt: '2026-11-22T07:00:00.000Z',
			...changes
		}) as WarningCard;

	test('until it expires or is ended; a Cancel never does', () => {
		expect(holds(card(), now)).toBe(true);
		expect(holds(card({ expiresAt: now.toISOString() }), now)).toBe(false);
		expect(holds(card({ endedAt: '2026-11-22T05:00:00.000Z' }), now)).toBe(false);
		expect(holds(card({ msgType: 'Cancel' }), now)).toBe(false);
	});

	test('[WA6] what is rehearsal, or over when it came, never rings', () => {
		expect(mayRing(card(), now)).toBe(true);
		expect(mayRing(card({ frame: 'demonstration' }), now)).toBe(true);
		expect(mayRing(card({ frame: 'exercise' }), now)).toBe(false);
		expect(mayRing(card({ expiresAt: '2026-11-22T05:00:00.000Z' }), now)).toBe(false);
	});
});

test('[WA12] an area code means its county, else its city, else its province', () => {
	expect(areaCodes('222403000000')).toEqual(['222403', '222400', '220000']);
	expect(areaCodes('222403100')).toEqual(['222403', '222400', '220000']);
	expect(areaCodes('2224')).toEqual(['222400', '220000']);
	expect(areaCodes('22')).toEqual(['220000']);
});

test('[WA11] the fewest units that say the same', () => {
	const governments = [
		{ id: '22', parentId: null },
		{ id: '2201', parentId: '22' },
		{ id: '220101', parentId: '2201' },
		{ id: '220102', parentId: '2201' },
		{ id: '2224', parentId: '22' },
		{ id: '222403', parentId: '2224' }
	];
	const names = (...ids: string[]) => fewestUnits(governments, new Set(ids)).map(({ id }) => id);
	expect(names('22', '2201', '220101')).toEqual(['220101']);
	expect(names('22', '2201', '220101', '220102')).toEqual(['2201']);
	expect(names('22', '2201', '220102', '2224', '222403')).toEqual(['220102', '2224']);
	expect(names(...governments.map(({ id }) => id))).toEqual(['22']);
	expect(names('22')).toEqual(['22']);
	expect(names()).toEqual([]);
});
