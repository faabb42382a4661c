import { createTRPCClient, httpBatchLink } from '@trpc/client';
import superjson from 'superjson';
import { ACTOR_HEADER } from '#lib/who.ts';
import { StrangeAnswer } from './refusal.ts';

export { refusalOf, type Refusal } from './refusal.ts';

/** The browser's way to the server: same origin, session cookie. */
export const trpc = createTRPCClient<App.Router>({
	links: [
		httpBatchLink({
			url: '/api/trpc',
			transformer: superjson,
			maxURLLength: 4000,
			fetch: async (url, options) => asJson(await fetch(url, options as RequestInit)),
			headers: () => (actor === null ? {} : { [ACTOR_HEADER]: actor })
		})
	]
});

function asJson(response: Response): Response {
	const isJson = response.headers.get('content-type')?.startsWith('application/json');
	if (!isJson) throw new StrangeAnswer(response.status);
	return response;
}

let actor: string | null = null;

/**
 * Says whose page this is. Another person may sign in in another tab, and the cookie is then his: what this
 * page still sends is refused as signed out, not taken for his act.
 */
export const actAs = (personId: string) => void (actor = personId);
