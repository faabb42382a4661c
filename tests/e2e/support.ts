import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import type { ReportDraftInput } from '../../src/lib/features/report/schema.ts';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { performer, signIn, type Performer } from '../../src/scenes/stage.ts';
import { Product } from './product.ts';

/** What a page told the developer's console, or threw. */
export type Complaints = string[];

type Fixtures = {
	/**
	 * A page of a browser of its own in which this demonstration account is signed in. One session for all
	 * tests of a worker; `fresh` opens another, for tests that end it. All are closed at the end.
	 */
	signedIn: (
		username: string,
		options?: BrowserContextOptions & { fresh?: boolean }
	) => Promise<Page>;
	/** The API as this account has it. */
	api: (username: string) => Promise<Performer>;
	/** The product of this file of tests. */
	product: Product;
};

/** `Cookie` headers by user name: signing in costs a tenth of a second of hashing each time. */
const cookies = new Map<string, string>();

/** The product that runs now, and the file whose tests it belongs to: what one leaves behind reaches no other. */
let running: { file: string; product: Product } | null = null;

async function endProduct() {
	const ending = running;
	running = null;
	cookies.clear();
	await ending?.product.end();
}

/** The product that the running test belongs to, for drills on it. */
export function productNow(): Product {
	if (!running) throw new Error('No product runs: take `test` from support.ts.');
	return running.product;
}

async function cookieOf(url: string, username: string): Promise<string> {
	const known = cookies.get(username) ?? (await signIn(url, username, DEMO_PASSWORD));
	cookies.set(username, known);
	return known;
}

export const test = base.extend<Fixtures, { lastProduct: null }>({
	lastProduct: [
		// Playwright reads the names of what a fixture needs from this pattern; it needs none.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			await use(null);
			await endProduct();
		},
		{ scope: 'worker', auto: true }
	],
	product: [
		// As above: it needs no other fixture.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use, { file }) => {
			if (running?.file !== file) {
				await endProduct();
				running = { file, product: await Product.start() };
			}
			await use(productNow());
		},
		// A time of its own: a start does not count against the first test of the file.
		{ auto: true, timeout: 120_000 }
	],
	baseURL: ({ product }, use) => use(product.place.url),
	signedIn: async ({ browser, baseURL }, use) => {
		const url = baseURL ?? '';
		const opened: Page[] = [];
		await use(async (username, { fresh = false, ...options } = {}) => {
			const cookie = fresh
				? await signIn(url, username, DEMO_PASSWORD)
				: await cookieOf(url, username);
			const context = await browser.newContext({
				// Pulses are drawn by the processor here; with some maps open nothing else would get a turn.
				reducedMotion: 'reduce',
				...options,
				baseURL: url
			});
			const [name = '', value = ''] = cookie.split(/=(.*)/s);
			await context.addCookies([{ name, value, url }]);
			const page = await context.newPage();
			opened.push(page);
			return page;
		});
		await Promise.all(opened.map((page) => page.context().close()));
	},
	api: async ({ baseURL }, use) => {
		const url = baseURL ?? '';
		await use(async (username) =>
			performer(url, { cookie: await cookieOf(url, username), origin: url })
		);
	}
});

/** Collects errors of the page's scripts and of its console from now on. */
export function complaintsOf(page: Page): Complaints {
	const heard: Complaints = [];
	page.on('pageerror', (error) => heard.push(`thrown: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') heard.push(`console: ${message.text()}`);
	});
	return heard;
}

export const minutesAgo = (minutes: number) =>
	new Date(Date.now() - minutes * 60_000).toISOString();

/** A first report of 永吉 with little more than the four fields. */
export function draft(changes: Partial<ReportDraftInput> = {}): ReportDraftInput {
	return {
		id: uuidv7(),
		kind: 'first',
		classCode: '11A01',
		occurredAt: minutesAgo(30),
		knownAt: minutesAgo(20),
		placeText: '永吉县口前镇',
		at: { lon: 126.49, lat: 43.64 },
		source: { kind: 'unit', name: '口前镇政府' },
		frame: 'demonstration',
		writtenAt: minutesAgo(0),
		...changes
	};
}
