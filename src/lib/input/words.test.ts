import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { speakZod } from '#lib/speak-zod.ts';
import {
	coded,
	Day,
	EpochMs,
	Id,
	Instant,
	InstantDate,
	line,
	RowVersion,
	searchText,
	text
} from './words.ts';

beforeAll(speakZod);

const sentence = (schema: z.ZodType, given: unknown) =>
	schema
		.safeParse(given)
		.error?.issues.map(({ message }) => message)
		.join('\n');

describe('a line', () => {
	test('[IP2] [IP4] says how long it may be and how long it is, counted as a reader counts', () => {
		expect(sentence(line(2, 4), '一二三四五')).toBe('最多 4 个字，现在 5 个。');
		expect(sentence(line(2, 4), '🚒'.repeat(5))).toBe('最多 4 个字，现在 5 个。');
		expect(line(2, 4).parse('🚒🚒🚒🚒')).toBe('🚒🚒🚒🚒');
	});

	test('[IP3] [IP4] says what is missing', () => {
		expect(sentence(line(1, 4), undefined)).toBe('请填写。');
		expect(sentence(line(1, 4), '\u200b ')).toBe('请填写。');
		expect(sentence(line(2, 4), '')).toBe('请填写，至少 2 个字。');
		expect(sentence(line(2, 4), '一')).toBe('至少 2 个字，现在 1 个。');
	});

	test('[IP4] says it in the words of its field where it has some', () => {
		const told = line(2, 4, m.clock_wrong_told);
		for (const given of ['', '一', undefined, null]) {
			expect(sentence(told, given)).toBe(m.clock_wrong_told());
		}
		expect(sentence(told, '一二三四五')).toBe('最多 4 个字，现在 5 个。');
		expect(sentence(told, 5)).toBe('这里应填文字。');
	});

	test('may be empty where no minimum is asked for', () => {
		expect(line(0, 4).parse(' \u3164 ')).toBe('');
		expect(line(0, 4).optional().parse(undefined)).toBeUndefined();
	});
});

test('[IP1] a text keeps its paragraphs', () => {
	expect(text(20).parse('第一段\r\n第二段\n')).toBe('第一段\n第二段');
	expect(sentence(text(4, 2), '一二\n三四')).toBe('最多 4 个字，现在 5 个。');
});

test('[IP6] what is looked for is cut, never refused for its length', () => {
	expect(searchText(3).parse(' 口前镇洪水 ')).toBe('口前镇');
	expect(searchText(3).parse('🚒🚒🚒🚒')).toBe('🚒🚒🚒');
});

test('[IP5] an id is a UUID, and is written in one way', () => {
	const id = '01981C5E-0000-7000-8000-0000000000AB';
	expect(Id.parse(id)).toBe(id.toLowerCase());
	for (const wrong of ['-'.repeat(36), '', 'x', `${id}\0`, '\ud800', ` ${id}`]) {
		expect(sentence(Id, wrong)).toBe(m.input_id_wrong());
	}
});

test('[IP4] a code says how it is written', () => {
	const day = coded(/^\d{2}:\d{2}$/, m.reporting_rule_wrong_time);
	for (const wrong of ['8:00', '08:00\0', 8, undefined]) {
		expect(sentence(day, wrong)).toBe(m.reporting_rule_wrong_time());
	}
});

describe('[IP5] times lie where clocks and the database can follow', () => {
	test.each([
		['1948-12-31T23:59:59Z', m.input_time_impossible()],
		['2200-01-01T00:00:00Z', m.input_time_impossible()],
		['1950-01-01T00:00:00-23:59', m.input_offset_wrong()],
		['2026-07-28T08:00:00+14:01', m.input_offset_wrong()],
		['2026-07-28', m.input_time_missing()],
		['2026-02-30T08:00:00Z', m.input_time_missing()],
		['2026-07-28T08:00:00', m.input_time_missing()],
		[undefined, m.input_time_missing()]
	])('instant %s', (given, said) => {
		expect(sentence(Instant, given)).toBe(said);
	});

	test.each(['2026-07-28T08:00:00+08:00', '2026-07-28T08:00:00.123+14:00', '1949-10-01T00:00:00Z'])(
		'instant %s is one',
		(given) => expect(Instant.parse(given)).toBe(given)
	);

	test.each([8.64e15, -8.64e15, NaN])('a date of %s is none', (ms) => {
		expect(InstantDate.safeParse(new Date(ms)).success).toBe(false);
	});

	test.each([1e300, -8.64e15, 8.64e15, Infinity])('%s is no time of an earthquake', (ms) => {
		expect(EpochMs.safeParse(ms).success).toBe(false);
	});

	test.each([
		['0000-01-01', m.input_day_impossible()],
		['1899-12-31', m.input_day_impossible()],
		['2026-02-29', m.input_day_missing()],
		['', m.input_day_missing()],
		['+10000-01-01', m.input_day_missing()]
	])('day %s', (given, said) => expect(sentence(Day, given)).toBe(said));

	test.each(['1900-01-01', '9999-12-31'])('day %s is one', (given) =>
		expect(Day.parse(given)).toBe(given)
	);
});

test('[IP5] a version fits its column', () => {
	expect(RowVersion.safeParse(2 ** 31).success).toBe(false);
	expect(RowVersion.safeParse(-1).success).toBe(false);
	expect(RowVersion.parse(2 ** 31 - 1)).toBe(2_147_483_647);
});
