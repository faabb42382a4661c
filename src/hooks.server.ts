import {
	json,
	redirect,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit';
import { v7 as uuidv7 } from 'uuid';
import { standingOf } from '#lib/features/account/identify.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { db, env, settings } from '#src/app.server.ts';
import { SESSION_COOKIE } from '#lib/server/auth/cookie.ts';
import { isDatabaseOutage } from '#lib/server/db/outage.ts';
import {
	isForeign,
	outagePage,
	properAddress,
	securityHeaders,
	wantsPage,
	withOwnSources
} from '#lib/server/http.ts';
import { log } from '#lib/server/log.ts';
import { speakZod } from '#lib/speak-zod.ts';
import { setTimeZone } from '#lib/time.ts';

type Event = Parameters<Handle>[0]['event'];

export const init: ServerInit = () => {
	speakZod();
	setTimeZone(env.TIME_ZONE);
};

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		const response = await answer(event, () =>
			resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
		);
		for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
		const policy = response.headers.get('content-security-policy');
		if (policy) response.headers.set('content-security-policy', withOwnSources(policy, env));
		return response;
	});

async function answer(
	event: Event,
	resolve: () => Promise<Response> | Response
): Promise<Response> {
	const { request, url, route } = event;
	event.locals.who = null;
	event.locals.standing = null;
	event.locals.outage = false;
	const proper = properAddress(request, url, env.ORIGIN);
	if (proper !== null) redirect(307, proper);
	// The doors at /api/trpc and the health page find out by themselves: they answer in their own form.
	if (route.id === '/api/health') return await resolve();
	if (route.id !== '/api/trpc/[...path]') {
		if (isForeign(request, env.ORIGIN)) {
			return new Response(m.errors_foreign_origin({ origin: env.ORIGIN }), { status: 403 });
		}
		try {
			event.locals.standing = await standingOf(db, settings, request.headers);
		} catch (error) {
			if (!isDatabaseOutage(error)) throw error;
			log.warn({ err: error, path: url.pathname }, 'the database does not answer');
			return wantsPage(request)
				? inWords()
				: json({ message: m.errors_database() }, { status: 503 });
		}
	}
	const { standing } = event.locals;
	event.locals.who = standing && !standing.mustChoose ? standing.who : null;
	if (route.id?.startsWith('/(watch)') && !event.locals.who) {
		// A cookie that is good for nothing would be sent for ever; one that must choose is needed there.
		if (!standing) event.cookies.delete(SESSION_COOKIE, { path: '/' });
		redirect(303, `/login?to=${encodeURIComponent(url.pathname + url.search)}`);
	}
	const response = await resolve();
	if (event.locals.who && !response.headers.has('cache-control')) {
		// What one person saw must not be in the machine's cache for the next.
		response.headers.set('cache-control', 'private, no-store');
	}
	return response.status === 500 && event.locals.outage && wantsPage(request)
		? inWords()
		: response;
}

const inWords = () =>
	outagePage({
		lang: getLocale(),
		title: m.errors_database_page(),
		text: m.errors_database(),
		retry: m.errors_retrying()
	});

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { message: m.errors_page_not_found() };
	if (isDatabaseOutage(error)) {
		event.locals.outage = true;
		log.warn({ err: error, path: event.url.pathname }, 'the database does not answer');
		return { message: m.errors_database(), outage: true };
	}
	// The framework's own words are for programmers.
	if (status < 500) return { message: m.errors_page_refused() };
	const id = uuidv7();
	log.error(
		{ err: error, id, path: event.url.pathname, person: event.locals.who?.personId },
		'bug'
	);
	return { message: m.errors_bug({ id }), id };
};
