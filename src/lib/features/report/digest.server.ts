import { createHash } from 'node:crypto';
import type { ReportDraft } from './schema.ts';

/**
 * SHA-256, hex, of what the reporter sent. `sentAt` is left out: it is another one at each attempt. Keys are
 * sorted, so that a client that writes them in another order sends the same report. An empty list of other figures
 * is left out: reports from before there was one may be sent again, and are the same.
 */
export function digestOf({ sentAt: _, ...draft }: ReportDraft): string {
	const { otherFigures, ...body } = draft.body;
	const sent = { ...draft, body: otherFigures.length > 0 ? draft.body : body };
	return createHash('sha256').update(canonical(sent)).digest('hex');
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
