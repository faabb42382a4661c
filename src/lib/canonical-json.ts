import { canonicalize } from 'json-canonicalize';

/**
 * The one text for equal content (RFC 8785): keys sorted, what is undefined left out, dates as ISO strings. Two things
 * with the same text are the same when they are sent.
 */
export const canonicalJson = (value: unknown): string =>
	canonicalize(JSON.parse(JSON.stringify(value) ?? 'null'));
