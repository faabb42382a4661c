import type { ZodError } from 'zod';
import { Failure, type FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';

/** The sentences of a refused input by field path (`figures.dead.source`); of a field with several, the first. */
export function fieldsOf({ issues }: ZodError): FieldErrors {
	const fields: FieldErrors = {};
	for (const { path, message } of issues) fields[path.join('.')] ??= message;
	return fields;
}

/** What to say of refused fields where there is one place to say it. */
export function sentenceOf(fields: FieldErrors): string {
	const [first = m.input_wrong(), ...more] = Object.values(fields);
	return more.length === 0 ? first : m.input_several({ count: more.length + 1, first });
}

/** Refuses what stands in these fields. */
export const invalid = (fields: FieldErrors) =>
	new Failure('invalid', sentenceOf(fields), { fields });
