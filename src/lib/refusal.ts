import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import type { FieldErrors } from './errors.ts';
import { m } from './paraglide/messages.js';

export type Refusal = {
	/** A whole sentence for the user. */
	message: string;
	fields: FieldErrors;
	/**
	 * `refused`: it was not done, and will not be as it is. `signedOut`: it was not done. `offline`: no answer came, so
	 * nothing is known. `unavailable`: an outage, said by the server; nothing is known either. `bug`: the server failed
	 * at this very request; sent again it fails again.
	 */
	kind: 'refused' | 'signedOut' | 'offline' | 'unavailable' | 'bug';
	/** The id under which it was sent may stand for something else already. */
	isConflict?: boolean;
};

/** What came is not of our server, which answers in JSON whatever happens. */
export class StrangeAnswer extends Error {
	readonly status: number;

	constructor(status: number) {
		super(`HTTP ${status} without JSON`);
		this.status = status;
	}
}

/** What the server's error formatter adds. An answer of anything else on the way (a proxy) has none of it. */
const Answered = z.object({
	code: z.string(),
	fields: z.record(z.string(), z.string()).nullish()
});

/** What to tell the user of an error that `trpc` threw. Anything that is not tRPC's is a bug of this page and is thrown on. */
export function refusalOf(error: unknown): Refusal {
	if (!(error instanceof TRPCClientError)) throw error;
	const answered = Answered.safeParse(error.data).data;
	if (!answered) return { ...unanswered(error), fields: {} };
	return {
		message: error.message,
		fields: answered.fields ?? {},
		kind: KINDS[answered.code] ?? 'refused',
		isConflict: answered.code === 'CONFLICT'
	};
}

/** The line is cut, or something in between answered (a proxy, a gateway, a firewall). */
function unanswered({
	cause,
	meta
}: {
	cause?: unknown;
	meta?: Record<string, unknown> | null | undefined;
}): StrangeRefusal {
	if (cause instanceof StrangeAnswer) return readStatus(cause.status);
	const response = meta?.['response'];
	if (response instanceof Response) return readStatus(response.status);
	// What the browser says of a cut line is for nobody's eyes.
	return { kind: 'offline', message: m.errors_offline() };
}

type StrangeRefusal = Pick<Refusal, 'kind' | 'message'>;

/** What an HTTP status says that comes without a sentence of ours. A page in between (200) is no answer at all. */
export function readStatus(status: number): StrangeRefusal {
	if (status === 413) return { kind: 'refused', message: m.errors_too_large_between() };
	if (status === 500) return { kind: 'bug', message: m.errors_strange_answer({ status }) };
	if (status > 500 || status === 429) {
		return { kind: 'unavailable', message: m.errors_unavailable() };
	}
	if (status < 400) return { kind: 'offline', message: m.errors_strange_answer({ status }) };
	return { kind: 'refused', message: m.errors_strange_answer({ status }) };
}

const KINDS: Record<string, Refusal['kind']> = {
	UNAUTHORIZED: 'signedOut',
	SERVICE_UNAVAILABLE: 'unavailable',
	INTERNAL_SERVER_ERROR: 'bug'
};
