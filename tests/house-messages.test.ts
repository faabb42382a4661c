import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';

const LOCALES = ['zh-CN', 'en'];
const files = globSync('src/messages/zh-CN/*.json').map((file) => basename(file));

/** Chinese counts 续报一, 续报二 by numerals, English by digits: each takes its own. */
const DIFFERENT_BY_NATURE = ['report_kind_followup'];

type Messages = Record<string, unknown>;
const read = (locale: string, file: string) =>
	JSON.parse(readFileSync(`src/messages/${locale}/${file}`, 'utf8')) as Messages;

/** `{name}` placeholders of a message, whatever its form: plain, or with variants by number. */
const placeholders = (message: unknown) =>
	[...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe('messages', () => {
	test('both languages have the same files, and the project lists them', () => {
		expect(
			globSync('src/messages/en/*.json')
				.map((file) => basename(file))
				.sort()
		).toEqual([...files].sort());
		const settings = readFileSync('src/project.inlang/settings.json', 'utf8');
		expect(files.filter((file) => !settings.includes(`{locale}/${file}`))).toEqual([]);
	});

	test.each(files)(
		'%s says the same things in both languages, with the same placeholders',
		(file) => {
			const [chinese, english] = LOCALES.map((locale) => read(locale, file)) as [
				Messages,
				Messages
			];
			expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
			const unequal = Object.keys(chinese).filter(
				(key) => placeholders(chinese[key]).join() !== placeholders(english[key]).join()
			);
			expect(unequal.filter((key) => !DIFFERENT_BY_NATURE.includes(key))).toEqual([]);
		}
	);

	test.each(files)('%s has keys of its own only, and no empty text', (file) => {
		const prefix = `${basename(file, '.json').replaceAll('-', '_')}_`;
		for (const locale of LOCALES) {
			const messages = Object.entries(read(locale, file)).filter(([key]) => !key.startsWith('$'));
			expect(messages.filter(([key]) => !key.startsWith(prefix)).map(([key]) => key)).toEqual([]);
			expect(messages.filter(([, text]) => text === '').map(([key]) => key)).toEqual([]);
		}
	});

	test('no key is there twice: the second would win in silence', () => {
		const twice = files.flatMap((file) =>
			LOCALES.flatMap((locale) => {
				const text = readFileSync(`src/messages/${locale}/${file}`, 'utf8');
				const keys = [...text.matchAll(/^\t"([^"]+)":/gm)].map(([, key = '']) => key);
				return keys
					.filter((key, i) => keys.indexOf(key) !== i)
					.map((key) => `${locale}/${file} ${key}`);
			})
		);
		expect(twice).toEqual([]);
	});
});

describe('components', () => {
	const components = globSync('src/**/*.svelte');

	/** The markup without script, style, comments and `{…}`. */
	function textOf(file: string): string {
		const markup = readFileSync(file, 'utf8')
			.replace(/<script[^]*?<\/script>/g, '')
			.replace(/<style[^]*?<\/style>/g, '')
			.replace(/<!--[^]*?-->/g, '');
		return withoutBraces(markup);
	}

	/** Braces nest: `{#each list as { id } (id)}`. */
	function withoutBraces(markup: string): string {
		let [depth, rest] = [0, ''];
		for (const character of markup) {
			if (character === '{') depth += 1;
			else if (character === '}') depth -= 1;
			else if (depth === 0) rest += character;
		}
		return rest;
	}

	/** A language is named in itself, whatever the reader's. */
	const LANGUAGES = /中文|English/g;

	const scriptOf = (file: string) =>
		[...readFileSync(file, 'utf8').matchAll(/<script[^>]*>([^]*?)<\/script>/g)]
			.map(([, body]) => body)
			.join('\n');

	const withoutComments = (script: string) =>
		script.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1');

	test('no component has Chinese of its own: it comes from messages', () => {
		const chinese = components.flatMap((file) => {
			const found = /\p{Script=Han}+/u.exec(
				(textOf(file) + withoutComments(scriptOf(file))).replace(LANGUAGES, '')
			);
			return found ? [`${file}: ${found[0]}`] : [];
		});
		expect(chinese).toEqual([]);
	});

	test('no component has English words of its own between its tags', () => {
		const english = components.flatMap((file) => {
			const words = textOf(file)
				.replace(LANGUAGES, '')
				.replace(/<[^>]*>/g, '\n')
				.split('\n');
			return words
				.filter((text) => /[A-Za-z]{3,}/.test(text.replace(/&\w+;/g, '')))
				.map((text) => `${file}: ${text.trim()}`);
		});
		expect(english).toEqual([]);
	});

	test('no component has words in an attribute that people read', () => {
		const spoken = components.flatMap((file) =>
			[
				...textOf(file).matchAll(
					/\s(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{3,}[^"]*)"/g
				)
			].map(([, words]) => `${file}: ${words}`)
		);
		expect(spoken).toEqual([]);
	});
});
