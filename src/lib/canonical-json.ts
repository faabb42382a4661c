/**
 * The one text for equal content: keys sorted, what is undefined left out, dates as ISO strings. Two things with the
 * same text are the same when they are sent.
 */
export function canonicalJson(value: unknown): string {
	return written(JSON.parse(JSON.stringify(value) ?? 'null'));
}

function written(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${written(part)}`).join(',')}}`;
}
