import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { speakZod } from './speak-zod.ts';

beforeAll(speakZod);

const said = (schema: z.ZodType, given: unknown) =>
	schema.safeParse(given).error?.issues[0]?.message;

/** Every code of issue that Zod has, and each kind of thing that it tells apart. */
const issues: [string, z.ZodType, unknown, string][] = [
	['absent', z.string(), undefined, '请填写。'],
	['null', z.number(), null, '请填写。'],
	['no text', z.string(), 5, '这里应填文字。'],
	['no number', z.number(), 'x', '请填写数字。'],
	['not a number', z.number(), NaN, '请填写数字。'],
	['no big number', z.bigint(), 'x', '请填写数字。'],
	['no whole number', z.int(), 1.5, '请填写整数。'],
	['neither yes nor no', z.boolean(), 'x', '请选择是或否。'],
	['no instant', z.date(), 'x', '请填写日期和时间。'],
	['no list', z.array(z.string()), 'x', '请逐项填写。'],
	['no object', z.object({}), 'x', '这一部分没有填写完整。'],
	['no record', z.record(z.string(), z.string()), 'x', '这一部分没有填写完整。'],
	['nothing may come', z.never(), 'x', '这里填得不对，请核对。'],
	['text empty', z.string().min(1), '', '请填写。'],
	['text short', z.string().min(3), '一🚒', '至少 3 个字，现在 2 个。'],
	['text long', z.string().max(2), '一二三', '最多 2 个字，现在 3 个。'],
	['number small', z.number().min(1000), 1, '不能小于 1,000。'],
	['number not above', z.number().positive(), 0, '应大于 0。'],
	['number large', z.number().max(1e12), 1e13, '不能大于 1,000,000,000,000。'],
	['number not below', z.number().lt(5), 5, '应小于 5。'],
	['number off its step', z.number().multipleOf(5), 7, '应为 5 的倍数。'],
	['list empty', z.array(z.string()).min(1), [], '请至少选择一项。'],
	['list short', z.array(z.string()).min(3), ['x'], '至少 3 项，现在 1 项。'],
	['list long', z.array(z.string()).max(1), ['x', 'y'], '最多 1 项，现在 2 项。'],
	['date early', z.date().min(new Date(0)), new Date(-1), '这个时间不可能，请核对年份。'],
	['date late', z.date().max(new Date(0)), new Date(1), '这个时间不可能，请核对年份。'],
	['not of the choice', z.enum(['a', 'b']), 'c', '请从给出的选项中选择一项。'],
	['not the one', z.literal('a'), 'c', '请从给出的选项中选择一项。'],
	['none of the kinds', z.union([z.literal(1), z.literal(2)]), 3, '请从给出的选项中选择一项。'],
	['no id', z.uuid(), 'x', '编号不对，请刷新页面后再试。'],
	['no time', z.iso.datetime(), 'x', '请填写日期和时间。'],
	['no day', z.iso.date(), 'x', '请填写日期，例如 2026-11-22。'],
	['no address', z.url(), 'x', '网址不对，应以 http:// 或 https:// 开头。'],
	['of another form', z.string().regex(/^a$/), 'x', '写法不对，请对照说明核对。'],
	[
		'unknown part',
		z.strictObject({}),
		{ a: 1 },
		'提交的内容与本系统的版本不符，请刷新页面后再试。'
	],
	['unknown key', z.record(z.enum(['a']), z.string()), { b: 'x' }, '请填写。'],
	['own rule without words', z.string().refine(() => false), 'x', '这里填得不对，请核对。']
];

test.each(issues)('[IP4] %s', (_name, schema, given, sentence) => {
	expect(said(schema, given)).toBe(sentence);
});

test('[IP4] in English for those who read English, request by request', () => {
	overwriteGetLocale(() => 'en');
	try {
		expect(said(z.string().max(2), 'abc')).toBe('At most 2 characters; there are 3.');
	} finally {
		overwriteGetLocale(() => 'zh-CN');
	}
});
