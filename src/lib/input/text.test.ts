import { describe, expect, test } from 'vitest';
import { cut, lengthOf, oneLine, paragraphs, visibleLength } from './text.ts';

test('[IP1] NUL and half a surrogate pair are mended: nobody could find them in a field', () => {
	expect(oneLine('口前\0镇')).toBe('口前镇');
	expect(oneLine('镇\ud83d')).toBe('镇\ufffd');
	expect(paragraphs('\udc00第一段\n第\0二段')).toBe('\ufffd第一段\n第二段');
});

test('[IP1] a line has no line breaks, tabs or control characters; other spaces stay', () => {
	expect(oneLine('  永吉县\r\n口前镇\t一社\v二社  ')).toBe('永吉县 口前镇 一社 二社');
	expect(oneLine('张\u3000三')).toBe('张\u3000三');
	expect(oneLine('a\u0007b\u001bc\u009fd')).toBe('abcd');
});

test('[IP1] a line has no marks that turn round what stands behind it', () => {
	expect(oneLine('现场\u202egpj.exe')).toBe('现场gpj.exe');
	expect(oneLine('\u2067abc')).toBe('abc');
});

test('[IP1] paragraphs end by \\n alone, however the text was pasted', () => {
	expect(paragraphs('一\r\n二\r三\v四\f五\u2028六\u2029七\u0085八')).toBe(
		'一\n二\n三\n四\n五\n六\n七\n八'
	);
	expect(paragraphs('一\t二')).toBe('一\t二');
});

describe('[IP3] what cannot be seen is nothing', () => {
	const invisible = {
		'no-break and ideographic spaces': '\u00a0\u3000\u2003',
		'zero width': '\u200b\u200c\u200d\u2060\ufeff',
		'marks of direction': '\u200e\u200f\u061c\u202a\u2069',
		'soft hyphen': '\u00ad',
		'Hangul fillers': '\u3164\u115f\u1160\uffa0',
		'empty Braille': '\u2800',
		'variation selectors and tags': '\ufe0f\u{e0100}\u{e0020}',
		Mongolian: '\u180e\u180b',
		controls: '\u0000\u0001\u007f\u0085'
	};
	test.each(Object.entries(invisible))('%s', (_name, text) => {
		expect(oneLine(text)).toBe('');
		expect(paragraphs(`${text}\n${text}`)).toBe('');
		expect(visibleLength(`一${text}`)).toBe(1);
	});

	test('beside something visible they stay: they join emoji and letters', () => {
		expect(oneLine('👨\u200d👩\u200d👧')).toBe('👨\u200d👩\u200d👧');
		expect(oneLine('❤\ufe0f')).toBe('❤\ufe0f');
	});
});

test('[IP2] length is counted by code points', () => {
	expect(lengthOf('')).toBe(0);
	expect(lengthOf('𠮷野家🚒')).toBe(4);
	expect(lengthOf('\ud83d')).toBe(1);
	expect(lengthOf('\ude00\ud83d')).toBe(2);
	expect(lengthOf('🚒'.repeat(10_000))).toBe(10_000);
});

test('[IP2] a text is cut where a reader sees a character end', () => {
	expect(cut('𠮷野家', 2)).toBe('𠮷野');
	expect(cut('🚒🚒🚒', 2)).toBe('🚒🚒');
	expect(cut('火👨\u200d👩\u200d👧', 3)).toBe('火');
	expect(cut('一二', 2)).toBe('一二');
});
