import { Failure, type FailureCode } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Env } from '#src/environment.ts';
import { isDatabaseOutage } from './db/outage.ts';

/** Methods that change nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True where a page of another site asks us to change something. A program without `Origin` and
 * `Sec-Fetch-Site` is not a browser, so nobody's cookies are abused by it; but what looks like a form has a token.
 */
export function isForeign(request: Request, origin: string): boolean {
	if (SAFE.has(request.method)) return false;
	const from = request.headers.get('origin');
	if (from !== null) return from !== new URL(origin).origin;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null) return site !== 'same-origin' && site !== 'none';
	// A form of a browser too old to say where it is from; a program has its token.
	return isForm(request) && !request.headers.has('authorization');
}

/** What a page of another site can send without being asked first. */
const isForm = (request: Request) =>
	/^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i.test(
		request.headers.get('content-type') ?? ''
	);

/**
 * Where a page that was asked for under another name of this machine lives, or null. Behind a proxy the
 * `Host` that the browser sent must be passed on (or `X-Forwarded-Host`), as the shipped configuration does.
 */
export function properAddress(request: Request, url: URL, origin: string): string | null {
	if (request.method !== 'GET' || !wantsPage(request)) return null;
	const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
	const proper = new URL(origin);
	return host === null || host === proper.host
		? null
		: `${proper.origin}${url.pathname}${url.search}`;
}

export const wantsPage = (request: Request) =>
	request.headers.get('accept')?.includes('text/html') ?? false;

/** On every answer: what a browser may do with it. */
export const securityHeaders = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy':
		'camera=(self), microphone=(self), geolocation=(self), fullscreen=(self), payment=(), usb=()'
};

/**
 * SvelteKit's policy is fixed when it builds; the addresses of push and media and the operator's map are known when we
 * start. Adds them.
 */
export function withOwnSources(
	policy: string,
	{
		PUSH_URL,
		MEDIA_URL,
		MAP_STYLE_URL,
		MAPBOX_TOKEN
	}: Pick<Env, 'PUSH_URL' | 'MEDIA_URL' | 'MAP_STYLE_URL' | 'MAPBOX_TOKEN'>
): string {
	const map = [
		...(MAP_STYLE_URL ? [new URL(MAP_STYLE_URL).origin] : []),
		...(MAPBOX_TOKEN ? ['https://api.mapbox.com', 'https://events.mapbox.com'] : [])
	];
	const added: Record<string, string[]> = {
		'connect-src': [...new Set([PUSH_URL, MEDIA_URL].map((url) => new URL(url).origin)), ...map],
		'img-src': map
	};
	return policy
		.split(';')
		.map((part) => {
			const [name = ''] = part.trim().split(' ');
			return [part.trim(), ...(added[name] ?? [])].join(' ');
		})
		.join('; ');
}

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page that stands without the database, and tries again by itself; 503. No script, so no policy is in its way. */
export function outagePage(words: {
	lang: string;
	title: string;
	text: string;
	retry: string;
}): Response {
	const [lang, title, text, retry] = [words.lang, words.title, words.text, words.retry].map(escape);
	return new Response(
		`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1.125rem/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:36rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.5rem}p+p{opacity:.75}</style>
</head><body><main><h1>${title}</h1><p>${text}</p><p>${retry}</p></main></body></html>`,
		{
			status: 503,
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
				'cache-control': 'no-store',
				'retry-after': '5'
			}
		}
	);
}

const STATUS = {
	not_found: 404,
	forbidden: 403,
	conflict: 409,
	invalid: 422,
	unavailable: 503
} as const satisfies Record<FailureCode, number>;

/** What a door outside tRPC answers to something thrown: the status and the sentence; null for a bug, which is thrown on. */
export function refusedWith(error: unknown): { status: number; message: string } | null {
	if (error instanceof Failure) return { status: STATUS[error.code], message: error.message };
	if (isDatabaseOutage(error)) return { status: 503, message: m.errors_database() };
	return null;
}

export const jsonAnswer = (status: number, body: unknown) =>
	Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
