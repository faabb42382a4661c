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
};

/** What the server's error formatter adds. An answer of anything else on the way (a proxy) has none of it. */
const Answered = z.object({
	code: z.string(),
	fields: z.record(z.string(), z.string()).nullish()
});

/** What to tell the user of an error that `trpc` threw. Anything that is not tRPC's is a bug of this page and is thrown on. */
export function refusalOf(error: unknown): Refusal {
	if (!(error instanceof TRPCClientError)) throw error;
	const answered = Answered.safeParse(error.data).data;
	// What the browser says of a cut line is for nobody's eyes.
	if (!answered) return { message: m.errors_offline(), fields: {}, kind: 'offline' };
	return {
		message: error.message,
		fields: answered.fields ?? {},
		kind: KINDS[answered.code] ?? 'refused'
	};
}

const KINDS: Record<string, Refusal['kind']> = {
	UNAUTHORIZED: 'signedOut',
	SERVICE_UNAVAILABLE: 'unavailable',
	INTERNAL_SERVER_ERROR: 'bug'
};
