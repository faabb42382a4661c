/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

/**
 * Keeps what the county form needs when the line is cut: the program itself and the pages of the
 * reporter. Everything else goes to the network as if this were not here. A page is asked from the
 * network first; the kept copy answers only when none comes.
 */
declare const self: ServiceWorkerGlobalScope;

const PROGRAM = `program-${version}`;
/** Of one version with the program: a page that asks for yesterday's code would stay blank. */
const PAGES = `pages-${version}`;
const ANSWER_WITHIN_MS = 4000;
/** Pages that work without a line. Their content never depends on the query, and they have no data of their own. */
const OFFLINE_PAGES = ['/report', '/report/new'];

self.addEventListener('install', (event) => {
	event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) =>
				Promise.all(
					names
						.filter((name) => name !== PROGRAM && name !== PAGES)
						.map((name) => caches.delete(name))
				)
			)
			.then(() => self.clients.claim())
	);
});

/** Signing out forgets the kept pages: they carry the person's name. */
self.addEventListener('message', (event) => {
	if (event.data === 'forget') event.waitUntil(caches.delete(PAGES));
	if (event.data === 'keep') event.waitUntil(keepPages());
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (url.pathname.startsWith('/_app/immutable/') || files.includes(url.pathname)) {
		event.respondWith(fromProgram(request));
	} else if (request.mode === 'navigate' && OFFLINE_PAGES.includes(url.pathname)) {
		event.respondWith(pageFromNetworkFirst(request, url));
	}
});

async function install() {
	const cache = await caches.open(PROGRAM);
	// Fonts come in a hundred small pieces: those that a page really uses are kept as they are used.
	await cache.addAll([...build, ...files].filter((path) => !path.endsWith('.woff2')));
	// A reporter who had the pages of the last version has those of this one, before the old ones go.
	const names = await caches.keys();
	if (names.some((name) => name.startsWith('pages'))) await keepPages();
}

async function fromProgram(request: Request) {
	const cache = await caches.open(PROGRAM);
	const kept = await cache.match(request);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request, answer.clone());
	return answer;
}

async function pageFromNetworkFirst(request: Request, { pathname }: URL) {
	const cache = await caches.open(PAGES);
	try {
		const answer = await fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
		if (answer.ok && !answer.redirected) await cache.put(pathname, answer.clone());
		// The server is there but cannot serve (database gone): the kept page still takes a report.
		if (answer.status < 500) return answer;
		return (await cache.match(pathname)) ?? answer;
	} catch (error) {
		const kept = await cache.match(pathname);
		if (kept) return kept;
		throw error;
	}
}

/** Asked by a signed-in reporter's page, so that the form is there before it is first needed offline. */
async function keepPages() {
	const cache = await caches.open(PAGES);
	await Promise.all(
		OFFLINE_PAGES.map(async (path) => {
			const answer = await fetch(path, { headers: { accept: 'text/html' } });
			if (answer.ok && !answer.redirected) await cache.put(path, answer);
		})
	);
}
