import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { identify } from '#lib/features/account/identify.server.ts';
import { appRouter } from '#lib/features/list.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { db, env, settings } from '#src/app.server.ts';
import { isDatabaseOutage } from '#lib/server/db/outage.ts';
import { isForeign } from '#lib/server/http.ts';
import { log } from '#lib/server/log.ts';
import { Bug, type Context } from '#lib/server/trpc/base.ts';
import { ACTOR_HEADER } from '#lib/who.ts';
import type { RequestHandler } from './$types';

/** A long report with all its figures is some 20 kB; files go by another way. */
const MAX_BODY_BYTES = 1_048_576;
const MAX_BATCH = 20;
const TOO_LARGE = Symbol('too large');

/** Every refusal at this door is typed, so a program never has to read prose. */
async function contextOf(request: Request): Promise<Context> {
	if (isForeign(request, env.ORIGIN)) {
		throw new TRPCError({
			code: 'FORBIDDEN',
			message: m.errors_foreign_origin({ origin: env.ORIGIN })
		});
	}
	try {
		const who = await identify(db, settings, request.headers);
		const meant = request.headers.get(ACTOR_HEADER);
		// Another person has signed in since the page was opened: nothing is done in his name.
		return { db, who: meant === null || meant === who?.personId ? who : null };
	} catch (cause) {
		if (!isDatabaseOutage(cause)) throw new Bug(cause, { path: new URL(request.url).pathname });
		log.warn({ err: cause }, 'the database does not answer');
		throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: m.errors_database(), cause });
	}
}

const answer: RequestHandler = async ({ request }) => {
	const body = await limited(request);
	return await fetchRequestHandler({
		endpoint: '/api/trpc',
		router: appRouter,
		req: withBody(request, body === TOO_LARGE ? '{}' : body),
		maxBatchSize: MAX_BATCH,
		createContext: () => {
			if (body !== TOO_LARGE) return contextOf(request);
			throw new TRPCError({
				code: 'PAYLOAD_TOO_LARGE',
				message: m.errors_too_large({ kb: MAX_BODY_BYTES / 1024 })
			});
		},
		responseMeta: () => ({
			headers: new Headers({
				'cache-control': 'no-store',
				// The rest of what is being sent is not wanted.
				...(body === TOO_LARGE && { connection: 'close' })
			})
		})
	});
};

export const GET = answer;
export const POST = answer;

/**
 * The body's text, read no further than the limit: `Content-Length` may be absent, or a lie. What is left
 * is not cancelled, since that would tear the connection down before our answer is on it.
 */
async function limited(request: Request): Promise<string | null | typeof TOO_LARGE> {
	if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) return TOO_LARGE;
	const reader = request.body?.getReader();
	if (!reader) return null;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		size += read.value.byteLength;
		if (size > MAX_BODY_BYTES) return TOO_LARGE;
		chunks.push(read.value);
	}
	return Buffer.concat(chunks).toString('utf8');
}

const withBody = ({ url, method, headers, signal }: Request, body: string | null) =>
	new Request(url, { method, headers, signal, body });
