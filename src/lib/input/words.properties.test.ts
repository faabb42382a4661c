import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { speakZod } from '#lib/speak-zod.ts';
import { cut, lengthOf, oneLine, paragraphs, startOf, storable } from './text.ts';
import { line, searchText, text } from './words.ts';

beforeAll(speakZod);

/** Any UTF-16 units, most of them such as break things: halves of pairs, controls, marks, spaces, emoji. */
const unit = fc.oneof(
	fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
	fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
	fc.constantFrom('\0', '\n', '\r\n', '\t', ' ', '\u3000', '\u200b', '\u202e', '\u2028', '\ufeff'),
	fc.constantFrom('汉', '𠮷', '🚒', '👨\u200d👩\u200d👧', '❤\ufe0f', 'e\u0301', '"', '\\', '%')
);
const anyText = fc.array(unit, { maxLength: 60 }).map((units) => units.join(''));
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const runs = { seed: 20_100_728, numRuns: 1000 };

/** PostgreSQL takes text without NUL that is UTF-8, which has no halves of pairs. */
const isStorable = (given: string) => given.isWellFormed() && !given.includes('\0');

test('[IP1] whatever is typed becomes storable, and stays as it is when it is read again', () => {
	fc.assert(
		fc.property(anyText, fc.constantFrom(oneLine, paragraphs, storable), (given, mended) => {
			const once = mended(given);
			expect(isStorable(once)).toBe(true);
			expect(mended(once)).toBe(once);
			expect(utf8.decode(new TextEncoder().encode(once))).toBe(once);
		}),
		runs
	);
});

test('[IP1] a line is one line, and paragraphs have no line end but \\n', () => {
	fc.assert(
		fc.property(anyText, (given) => {
			expect(oneLine(given)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
			expect(paragraphs(given)).not.toMatch(/[^\P{Cc}\n\t]|[\u2028\u2029]/u);
		}),
		runs
	);
});

test('[IP2] [IP4] a text is refused in a sentence, or read within its limits and the same when read again', () => {
	const words = fc
		.tuple(
			fc.nat(6),
			fc.nat(30),
			fc.constantFrom(line, (min: number, max: number) => text(max, min))
		)
		.map(([min, more, word]) => ({ min, max: min + more, schema: word(min, min + more) }));
	fc.assert(
		fc.property(anyText, words, (given, { min, max, schema }) => {
			const read = schema.safeParse(given);
			if (!read.success) {
				expect(read.error.issues[0]?.message).toMatch(/^(请填写|至少|最多).*。$/);
				return;
			}
			expect(lengthOf(read.data)).toBeLessThanOrEqual(max);
			expect(lengthOf(read.data)).toBeGreaterThanOrEqual(min);
			expect(schema.parse(read.data)).toBe(read.data);
		}),
		runs
	);
});

test('[IP6] what is looked for is never refused, and never too long', () => {
	fc.assert(
		fc.property(anyText, fc.integer({ min: 1, max: 20 }), (given, max) => {
			const read = searchText(max).parse(given);
			expect(isStorable(read)).toBe(true);
			expect(lengthOf(read)).toBeLessThanOrEqual(max);
			expect(searchText(max).parse(read)).toBe(read);
		}),
		runs
	);
});

test('[IP2] what is cut is a beginning, without half a character', () => {
	fc.assert(
		fc.property(anyText.map(storable), fc.nat(30), (given, max) => {
			const beginning = cut(given, max);
			expect(given.startsWith(beginning)).toBe(true);
			expect(beginning.isWellFormed()).toBe(true);
			expect(lengthOf(beginning)).toBeLessThanOrEqual(max);
			expect(given.slice(0, startOf(given, max)).isWellFormed()).toBe(true);
		}),
		runs
	);
});

test('[IP2] length is the number of code points', () => {
	fc.assert(
		fc.property(anyText, (given) => void expect(lengthOf(given)).toBe([...given].length)),
		runs
	);
});
