import { describe, expect, test } from 'vitest';
import { readShippedCodes } from './codes.server.ts';
import {
	bindsClass,
	className,
	levelName,
	levelRoman,
	parentOf,
	searchClasses,
	suggestedLevel,
	type GradedFigures
} from './rules.ts';
import { ClassCode, EventClassEdit } from './schema.ts';
import { shippedThresholds } from './thresholds.ts';

const codes = readShippedCodes();
const events = codes.filter(({ code }) => code.startsWith('1'));
const plain = { sensitive: false };
const suggest = (figures: GradedFigures, classCode = '12D02') =>
	suggestedLevel(shippedThresholds, classCode, figures, plain);

describe('the suggested level', () => {
	const wan = 10_000;
	const table: [GradedFigures, 1 | 2 | 3 | 4 | null][] = [
		[{}, null],
		[{ dead: 0 }, null],
		[{ dead: null, seriouslyInjured: undefined }, null],
		[{ dead: 1 }, 4],
		[{ dead: 2 }, 4],
		[{ dead: 3 }, 3],
		[{ dead: 9 }, 3],
		[{ dead: 10 }, 2],
		[{ dead: 29 }, 2],
		[{ dead: 30 }, 1],
		[{ dead: 31 }, 1],
		[{ seriouslyInjured: 0 }, null],
		[{ seriouslyInjured: 1 }, 4],
		[{ seriouslyInjured: 9 }, 4],
		[{ seriouslyInjured: 10 }, 3],
		[{ seriouslyInjured: 49 }, 3],
		[{ seriouslyInjured: 50 }, 2],
		[{ seriouslyInjured: 99 }, 2],
		[{ seriouslyInjured: 100 }, 1],
		[{ directLossYuan: 0 }, null],
		[{ directLossYuan: 1000 * wan - 1 }, 4],
		[{ directLossYuan: 1000 * wan }, 3],
		[{ directLossYuan: 5000 * wan - 1 }, 3],
		[{ directLossYuan: 5000 * wan }, 2],
		[{ directLossYuan: 10_000 * wan - 1 }, 2],
		[{ directLossYuan: 10_000 * wan }, 1],
		[{ dead: 2, seriouslyInjured: 9, directLossYuan: 5000 * wan }, 2],
		[{ dead: 3, seriouslyInjured: 100, directLossYuan: 1 }, 1]
	];
	test.each(table)('[EC10] %j suggests %s', (figures, level) => {
		expect(suggest(figures).level).toBe(level);
	});

	test('[EC11] says which figures and documents it rests on, and only those of that level', () => {
		const { because } = suggest({ dead: 12, seriouslyInjured: 60, directLossYuan: 20_000_000 });
		expect(because.map(({ measure, value, atLeast }) => [measure, value, atLeast])).toEqual([
			['dead', 12, 10],
			['seriouslyInjured', 60, 50]
		]);
		expect(because[0]?.sourceDocument).toContain('国务院令第493号');
	});

	test('[EC12] a sensitive event is exempt, whatever the figures', () => {
		expect(suggestedLevel(shippedThresholds, '12D02', { dead: 40 }, { sensitive: true })).toEqual({
			level: null,
			because: [],
			exempt: 'sensitive'
		});
	});

	test('[EC13] floods, and accidents that the decree exempts, get no suggestion from it', () => {
		for (const code of ['11A01', '12Q01', '12T01', '13A01', '14A01']) {
			expect(suggest({ dead: 40 }, code)).toEqual({ level: null, because: [] });
		}
	});

	test('[EC13] a threshold binds by prefix, less its exceptions', () => {
		const threshold = { classPrefix: '12', exceptPrefixes: ['12Q'] };
		expect(bindsClass(threshold, '12A01')).toBe(true);
		expect(bindsClass(threshold, '12Q00')).toBe(false);
		expect(bindsClass(threshold, '11A01')).toBe(false);
	});
});

describe('the code table', () => {
	test('[EC1] has all 978 codes once, with names, and English ones for every event', () => {
		expect(codes).toHaveLength(978);
		expect(new Set(codes.map(({ code }) => code)).size).toBe(978);
		expect(codes.filter(({ name }) => name === '')).toEqual([]);
		expect(events).toHaveLength(371);
		expect(events.filter(({ nameEn }) => !nameEn)).toEqual([]);
		expect(new Set(codes.map(({ code }) => code.charAt(0)))).toEqual(new Set('01234567'));
	});

	test('[EC1] every shipped row would pass the form, and every event code is one that a report may name', () => {
		for (const { code, name, nameEn, numericCode, sensitive, sourceDocument } of codes) {
			if (code === '00000') continue;
			const edit = {
				actId: crypto.randomUUID(),
				code,
				name,
				nameEn,
				numericCode,
				sensitive,
				sourceDocument
			};
			expect(EventClassEdit.safeParse(edit).error, code).toBeUndefined();
			expect(ClassCode.safeParse(code).success).toBe(code.startsWith('1'));
		}
	});

	test('[EC1] a doubt of the transcript stands in the source', () => {
		const source = (code: string) => codes.find((row) => row.code === code)?.sourceDocument;
		expect(source('11A51')).toContain('存疑');
		expect(source('12T99')).toContain('12T04');
		expect(source('14A10')).toContain('14AI0');
		expect(source('11B03')).not.toContain('；');
	});

	test('[EC2] numeric codes stand only where a source gives them, with confidence', () => {
		const numeric = Object.fromEntries(codes.map((row) => [row.code, row.numericCode]));
		expect(numeric).toMatchObject({
			'11A00': '10100',
			'11G00': '10700',
			'12A00': '20100',
			'12M00': '21200'
		});
		expect(numeric['11A01']).toBeNull();
		expect(numeric['12U00']).toBeNull();
		expect(codes.find(({ code }) => code === '11G00')?.sourceDocument).toContain('可信度中');
	});

	test('[EC3] each code’s parent is read off the code, and exists', () => {
		const known = new Set(codes.map(({ code }) => code));
		for (const { code, parent } of codes) {
			expect(parentOf(code), code).toBe(parent);
			if (parent !== null) expect(known.has(parent), code).toBe(true);
		}
	});
});

describe('finding a class', () => {
	const first = (text: string) => searchClasses(events, text)[0]?.code;
	test.each([
		['洪水', '11A01'],
		['11', '11000'],
		['11a0', '11A00'],
		['11A01', '11A01'],
		['10100', '11A00'],
		['泄漏', '12D02'],
		['flo', '11A00'],
		['chemicals release', '12D02'],
		['１１Ａ０１', '11A01']
	])('[EC4] %s finds %s first', (text, code) => {
		expect(first(text)).toBe(code);
	});

	test('[EC4] what is nowhere finds nothing, and every word must be found', () => {
		expect(searchClasses(events, '独角兽')).toEqual([]);
		expect(searchClasses(events, 'chemicals avalanche')).toEqual([]);
	});

	test('[EC4] an answer has at most 20 classes', () => {
		expect(searchClasses(events, '事件')).toHaveLength(20);
	});
});

test('[EC1] a name is in the reader’s language, else in Chinese, else the code', () => {
	const table = new Map([
		['11A01', { name: '洪水', nameEn: 'Flood' }],
		['21A01', { name: '洪水风险区', nameEn: null }]
	]);
	expect(className(table, '11A01', 'zh-CN')).toBe('洪水');
	expect(className(table, '11A01', 'en')).toBe('Flood');
	expect(className(table, '21A01', 'en')).toBe('洪水风险区');
	expect(className(table, '19000', 'en')).toBe('19000');
});

test('[EC10] the four levels have a name and a numeral of one character', () => {
	expect(([1, 2, 3, 4] as const).map(levelRoman).join('')).toBe('ⅠⅡⅢⅣ');
	expect(new Set([1, 2, 3, 4, null].map((level) => levelName(level as 1 | null))).size).toBe(5);
});
