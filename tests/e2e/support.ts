import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import type { ReportDraftInput } from '../../src/lib/features/report/schema.ts';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { performer, signIn, type Performer } from '../../src/scenes/stage.ts';

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
};

/** `Cookie` headers by user name: signing in costs a tenth of a second of hashing each time. */
const cookies = new Map<string, string>();

async function cookieOf(url: string, username: string): Promise<string> {
	const known = cookies.get(username) ?? (await signIn(url, username, DEMO_PASSWORD));
	cookies.set(username, known);
	return known;
}

export const test = base.extend<Fixtures>({
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
