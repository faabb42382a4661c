import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { lengthOf } from './input/text.ts';

type Issue = z.core.$ZodRawIssue;

/**
 * Makes Zod speak to people: every refusal that a schema has no words of its own for says in the reader's language what
 * is expected. Called once where a process starts; the language is looked up request by request.
 */
export function speakZod() {
	z.config({ localeError: sentenceOf });
}

function sentenceOf(issue: Issue): string {
	switch (issue.code) {
		case 'invalid_type':
			return issue.input == null ? m.input_missing() : expected(issue.expected);
		case 'too_small':
			return tooSmall(issue);
		case 'too_big':
			return tooBig(issue);
		case 'not_multiple_of':
			return m.input_number_step({ step: number(issue.divisor) });
		case 'invalid_format':
			return misspelt(issue.format);
		case 'invalid_value':
		case 'invalid_union':
			return issue.input == null ? m.input_missing() : m.input_choose();
		case 'unrecognized_keys':
		case 'invalid_key':
			return m.input_part_unknown();
		default:
			return m.input_wrong();
	}
}

function expected(type: string): string {
	switch (type) {
		case 'string':
			return m.input_text_expected();
		case 'number':
		case 'bigint':
		case 'nan':
			return m.input_number_expected();
		case 'int':
			return m.input_whole_expected();
		case 'boolean':
			return m.input_yes_or_no();
		case 'date':
			return m.input_time_missing();
		case 'array':
		case 'set':
		case 'tuple':
			return m.input_items_expected();
		case 'object':
		case 'record':
		case 'map':
			return m.input_part_missing();
		default:
			return m.input_wrong();
	}
}

function tooSmall({ origin, input, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>) {
	const min = number(minimum);
	if (origin === 'string') {
		const count = lengthOf(String(input));
		if (count > 0) return m.input_short({ min, count: number(count) });
		return Number(minimum) <= 1 ? m.input_missing() : m.input_short_missing({ min });
	}
	if (isMany(origin)) {
		const count = countOf(input);
		return Number(minimum) <= 1 ? m.input_items_none() : m.input_items_few({ min, count });
	}
	if (origin === 'date') return m.input_time_impossible();
	return inclusive === false ? m.input_number_above({ min }) : m.input_number_least({ min });
}

function tooBig({ origin, input, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>) {
	const max = number(maximum);
	if (origin === 'string') return m.input_long({ max, count: number(lengthOf(String(input))) });
	if (isMany(origin)) return m.input_items_many({ max, count: countOf(input) });
	if (origin === 'date') return m.input_time_impossible();
	return inclusive === false ? m.input_number_below({ max }) : m.input_number_most({ max });
}

const isMany = (origin: string) => ['array', 'set', 'map', 'object', 'tuple'].includes(origin);

const countOf = (input: unknown) =>
	number(Array.isArray(input) ? input.length : Object.keys(input as object).length);

function misspelt(format: string): string {
	switch (format) {
		case 'uuid':
		case 'guid':
			return m.input_id_wrong();
		case 'datetime':
			return m.input_time_missing();
		case 'date':
			return m.input_day_missing();
		case 'url':
			return m.input_address_wrong();
		default:
			return m.input_form_wrong();
	}
}

const number = (value: number | bigint | Date) =>
	new Intl.NumberFormat(getLocale()).format(Number(value));
