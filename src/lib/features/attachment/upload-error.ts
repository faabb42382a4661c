import { DetailedError } from 'tus-js-client';
import type { Outcome } from '#lib/queue.svelte.ts';
import { readStatus } from '#lib/refusal.ts';

/** `refused`: the same file will be refused again. */
export type UploadOutcome =
	Exclude<Outcome, { kind: 'done' }> | { kind: 'refused'; reason: string };

/** Of a part on its way these say only that the server stands elsewhere: asking where puts it right. */
const OUT_OF_STEP = [404, 409, 410, 423, 460];

/** What an upload's error means for it and for those behind it. */
export function readUploadError(error: Error): UploadOutcome {
	if (!(error instanceof DetailedError) || !error.originalResponse) {
		return { kind: 'outage', outage: 'offline' };
	}
	const status = error.originalResponse.getStatus();
	if (status === 401) return { kind: 'outage', outage: 'signedOut' };
	const { kind, message } = readStatus(status);
	if (kind === 'unavailable' || kind === 'offline') return { kind: 'outage', outage: kind };
	const reason = sentenceOf(error.originalResponse.getBody()) ?? message;
	const isPart = error.originalRequest.getMethod() !== 'POST';
	const isPassing = kind === 'bug' || (isPart && OUT_OF_STEP.includes(status));
	return isPassing ? { kind: 'postponed', reason } : { kind: 'refused', reason };
}

/** Our doors answer with one sentence; what stands in between answers with a page. */
const sentenceOf = (body: string) => (/^\s*(<|$)/.test(body) ? null : body);
