import { globSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter } from '#lib/features/list.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { speakZod } from '#lib/speak-zod.ts';
import { exampleOf, replaced } from './support/schema.ts';

type Locale = 'zh-CN' | 'en';

beforeAll(speakZod);

/** Everything that a client may send: the inputs of all procedures, and the schemas of the features. */
const inputs: [string, z.ZodType][] = [];
for (const [name, procedure] of Object.entries(appRouter._def.procedures)) {
	const { inputs: asked } = (procedure as unknown as { _def: { inputs: z.ZodType[] } })._def;
	for (const schema of asked) inputs.push([name, schema]);
}
for (const file of globSync('src/lib/features/*/*schema.ts').sort()) {
	const exported = (await import(path.resolve(file))) as Record<string, unknown>;
	for (const [name, schema] of Object.entries(exported)) {
		if (schema instanceof z.ZodType) inputs.push([`${file.split('/')[3]}/${name}`, schema]);
	}
}

/** What is put in a place to see what its rules of one field with another say, */
const odd: unknown[] = [undefined, null, 'x', '', 0, new Date(0), [], {}];
/** and what is put in each place for its own. */
const wrong: unknown[] = [
	...odd,
	...['\u200b', '长'.repeat(20_001), '🚒'.repeat(20_001), true, -1, 1.5, 1e300, NaN, Infinity, 5n],
	...['2026-07-28T08:00:00-23:59', '0000-01-01', '1850-01-01T00:00:00Z', '1.99999999999999999999'],
	...[new Date(NaN), new Date(8.64e15), { type: 'Circle' }, { kind: 'nobody' }],
	Array.from({ length: 2001 }, () => 'x')
];

/** Every sentence that some wrong value provokes, with where that was. A schema that stands in several is asked once. */
function sentences(): Map<string, string> {
	const said = new Map<string, string>();
	const asked = new Set<z.ZodType>();
	const ask = (schema: z.ZodType, given: unknown, name: string) => {
		for (const { message, path: at } of schema.safeParse(given).error?.issues ?? []) {
			said.set(message, [name, ...at].join('.'));
		}
	};
	for (const [name, root] of inputs) {
		for (let turn = 0; turn < 6; turn += 1) {
			const { value, places } = exampleOf(root, turn);
			for (const { path: at, schema } of places) {
				// Rules between the fields of an input speak when one of them changes.
				if (at.length === 1) for (const by of odd) ask(root, replaced(value, at, by), name);
				if (asked.has(schema)) continue;
				asked.add(schema);
				for (const by of wrong) ask(schema, by, [name, ...at].join('.'));
			}
		}
	}
	return said;
}

/** Zod's own words, in whichever language. */
const FOREIGN =
	/无效|期望|接收|数值过|键\(|invalid input|expected|received|too (big|small)|[<>]=|\b(NaN|undefined|instanceof|regex|uuid|zod)\b/i;
/** What a Chinese sentence may have in Latin letters: examples of codes, and standards. */
const LATIN = /GB\/T|https?(:\/\/)?|\b1[12][A-Z]?\d{0,2}\b|\b12D\d*\b|\bI、O\b/g;

/** The sentences that are no sentence for people, with where they were said. */
function strange(locale: Locale, isStrange: (sentence: string) => boolean) {
	overwriteGetLocale(() => locale);
	try {
		return [...sentences()].filter(([sentence]) => isStrange(sentence));
	} finally {
		overwriteGetLocale(() => 'zh-CN');
	}
}

describe('[IP4] every refusal is a sentence that says what is expected', () => {
	test('all doors and schemas are looked at', () => {
		expect(inputs.length).toBeGreaterThan(200);
	});

	test('in Chinese', () => {
		const vague = new Set<string>([m.input_wrong(), m.input_form_wrong()]);
		const isStrange = (sentence: string) =>
			FOREIGN.test(sentence) ||
			/[A-Za-z]{2,}/.test(sentence.replace(LATIN, '')) ||
			!/[。！？]$/.test(sentence) ||
			vague.has(sentence);
		expect(strange('zh-CN', isStrange)).toEqual([]);
	});

	test('in English', () => {
		const isStrange = (sentence: string) =>
			FOREIGN.test(sentence) ||
			/\p{Script=Han}/u.test(sentence) ||
			!/^["“A-Z\d].*[.!?]$/.test(sentence);
		expect(strange('en', isStrange)).toEqual([]);
	});
});
