import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import superjson from 'superjson';
import type { FieldErrors } from '#lib/errors.ts';
import type { AppRouter } from '#lib/features/router.server.ts';
import { ACTOR_HEADER } from '#lib/who.ts';

/** The browser's way to the server: same origin, session cookie. */
export const trpc = createTRPCClient<AppRouter>({
	links: [
		httpBatchLink({
			url: '/api/trpc',
			transformer: superjson,
			maxURLLength: 4000,
			headers: () => (actor === null ? {} : { [ACTOR_HEADER]: actor })
		})
	]
});

let actor: string | null = null;

/**
 * Says whose page this is. Another person may sign in in another tab, and the cookie is then his: what this
 * page still sends is refused as signed out, not taken for his act.
 */
export const actAs = (personId: string) => void (actor = personId);

export type Refusal = {
	/** A whole sentence for the user. */
	message: string;
	fields: FieldErrors;
	/** `offline`: no answer came, so nothing is known; try again. `unavailable`: the server said so; try again. */
	kind: 'refused' | 'offline' | 'unavailable' | 'signedOut';
};

/** What to tell the user of an error that `trpc` threw. Anything that is not tRPC's is a bug and is thrown on. */
export function refusalOf(error: unknown): Refusal {
	if (!(error instanceof TRPCClientError)) throw error;
	const { message } = error;
	const shape = error as TRPCClientError<AppRouter>;
	const code = shape.data?.code;
	const fields = shape.data?.fields ?? {};
	if (!code) return { message, fields, kind: 'offline' };
	if (code === 'UNAUTHORIZED') return { message, fields, kind: 'signedOut' };
	if (code === 'SERVICE_UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR') {
		return { message, fields, kind: 'unavailable' };
	}
	return { message, fields, kind: 'refused' };
}
