import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from '#lib/features/list.server.ts';

/** Somebody who has signed in through the form on the login page, as a browser does. */
export type Performer = ReturnType<typeof createTRPCClient<AppRouter>>;

/** The scene cannot go on; `message` says why, for the person at the terminal. */
export class SceneStopped extends Error {}

/** Signs in at `url` and returns the API as this person has it. */
export async function enter(url: string, username: string, password: string): Promise<Performer> {
	const cookie = await signIn(url, username, password);
	return performer(url, { cookie, origin: new URL(url).origin });
}

/** Signs in through the login form; answers with the `Cookie` header of the session. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
	const origin = new URL(url).origin;
	const answer = await reach(url, () =>
		fetch(`${origin}/login?/signIn`, {
			method: 'POST',
			body: new URLSearchParams({ username, password }),
			headers: { origin, accept: 'text/html' },
			redirect: 'manual'
		})
	);
	const cookie = answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	if (answer.status !== 303 || !cookie) {
		throw new SceneStopped(
			`${username} cannot sign in at ${origin} (status ${answer.status}). Scenes play on a demonstration node only.`
		);
	}
	return cookie;
}

/** The API for whoever these headers make known: a session's cookie, or a token. */
export const performer = (url: string, headers: Record<string, string>): Performer =>
	createTRPCClient<AppRouter>({
		links: [httpLink({ url: `${new URL(url).origin}/api/trpc`, transformer: superjson, headers })]
	});

/** What the server refused, with the sentences beside the fields. */
export function refusalText(error: unknown): string | null {
	if (!(error instanceof TRPCClientError)) return null;
	const shape = error as TRPCClientError<AppRouter>;
	const fields = Object.entries(shape.data?.fields ?? {}).map(([name, text]) => `${name}: ${text}`);
	return [error.message, ...fields].join(' · ');
}

async function reach(url: string, ask: () => Promise<Response>): Promise<Response> {
	return await ask().catch((cause: unknown) => {
		throw new SceneStopped(`Nothing answers at ${url}. Start Watchfire with npm start first.`, {
			cause
		});
	});
}
