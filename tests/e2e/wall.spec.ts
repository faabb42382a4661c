import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { complaintsOf, draft, test } from './support.ts';
import { measured } from './support-arrival.ts';
import { halted, health, kill, pushPort } from './support-product.ts';

const HD = { viewport: { width: 1920, height: 1080 } };
const UHD = { viewport: { width: 3840, height: 2160 } };

const incoming = (wall: Page) => wall.getByRole('region', { name: m.wall_incoming() });
const row = (wall: Page, title: string) =>
	incoming(wall).getByRole('listitem').filter({ hasText: title });
const state = (wall: Page, words: string) => wall.getByRole('status').filter({ hasText: words });
const isLive = (wall: Page) => expect(state(wall, m.ui_line_live())).toBeVisible();

/** The number that stands at the wall's foot. */
const count = (wall: Page, title: string) =>
	wall.getByText(title, { exact: true }).locator('xpath=following-sibling::dd');

/** Where every request of the page went, and every socket. */
function originsOf(page: Page): Set<string> {
	const origins = new Set<string>();
	page.on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (protocol.startsWith('http')) origins.add(origin);
	});
	page.on('websocket', (socket) => origins.add(new URL(socket.url()).origin));
	return origins;
}

/** A wall is never scrolled: nobody stands before it. */
const overflow = (page: Page) =>
	page.evaluate(() => {
		const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
		return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
	});

test('a wall with nothing to show signs in as a screen, fills 3840×2160, and asks nobody but this node', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext(UHD);
	const wall = await context.newPage();
	const [complaints, origins] = [complaintsOf(wall), originsOf(wall)];
	await wall.goto('/');
	await wall.getByLabel(m.account_username()).fill('baicheng.daping');
	await wall.getByLabel(m.account_password()).fill(DEMO_PASSWORD);
	await wall.keyboard.press('Enter');
	await expect(wall).toHaveURL('/wall');

	await expect(wall.getByRole('heading', { level: 1 })).toHaveText(
		m.wall_title({ unit: '白城市' })
	);
	await expect(incoming(wall).getByText(m.wall_quiet())).toBeVisible();
	await expect(wall.getByText(m.wall_no_clocks())).toBeVisible();
	await expect(count(wall, m.wall_open_incidents())).toHaveText('0');
	await isLive(wall);
	await expect(wall.getByText(/数据截至 \d\d:\d\d:\d\d/)).toBeVisible();
	await expect(wall.locator('canvas')).toBeVisible();
	expect(await overflow(wall)).toEqual({ across: 0, down: 0 });
	const paint = await wall.evaluate(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
	);
	measured('first paint of the empty wall at 3840×2160', Math.round(paint ?? NaN));

	expect([...origins].sort()).toEqual([baseURL, `ws://localhost:${pushPort()}`].sort());
	expect(complaints).toEqual([]);
	await context.close();
});

test('"data as of" goes on while the line lives', async ({ signedIn }) => {
	const wall = await signedIn('baicheng.daping', HD);
	await wall.goto('/wall');
	const asOf = wall.getByText(/^数据截至/);
	await expect(asOf).toBeVisible();
	const first = (await asOf.textContent()) ?? '';
	await expect(asOf).not.toHaveText(first);
});

test('the cable is pulled and comes back: the wall says so, and has what was filed meanwhile', async ({
	signedIn,
	api
}) => {
	const title = `断线期间来报 ${Date.now()}`;
	const wall = await signedIn('jilin.daping', HD);
	await wall.goto('/wall');
	await isLive(wall);
	await expect(wall.getByText(/^数据截至/)).toBeVisible();
	const reporter = await api('yongji.baosong');

	// Chromium leaves an open WebSocket alone when it is "offline": the push process is halted besides.
	await halted('push', async () => {
		await wall.context().setOffline(true);
		await expect(state(wall, m.ui_line_offline())).toBeVisible();
		await reporter.report.file.mutate(draft({ title }));
		// What is known stays on the screen, with its age.
		await expect(wall.getByText(/^数据截至/)).toBeVisible();
		await expect(row(wall, title)).toHaveCount(0);
	});
	const back = Date.now();
	await wall.context().setOffline(false);
	await expect(state(wall, m.ui_line_live())).toBeVisible();
	measured('network back to live', Date.now() - back);
	await expect(row(wall, title)).toHaveCount(1);
});

test('a line that is dead though nobody said so is noticed by the missing heartbeat', async ({
	signedIn
}) => {
	const wall = await signedIn('baicheng.daping', HD);
	await wall.goto('/wall');
	await isLive(wall);
	await halted('push', () => expect(state(wall, m.ui_line_offline())).toBeVisible());
	await expect(state(wall, m.ui_line_live())).toBeVisible();
});

test('the push process is killed with a wall attached: what is filed meanwhile appears, nothing twice', async ({
	signedIn,
	api,
	baseURL
}) => {
	const titles = [1, 2, 3].map((n) => `推送重启 ${n} ${Date.now()}`);
	const wall = await signedIn('jilin.daping', HD);
	const complaints = complaintsOf(wall);
	await wall.goto('/wall');
	await isLive(wall);
	const reporter = await api('yongji.baosong');
	const [before = '', during = '', after = ''] = titles;
	await reporter.report.file.mutate(draft({ title: before }));
	await expect(row(wall, before)).toHaveCount(1);

	await kill('push');
	const killedAt = Date.now();
	await reporter.report.file.mutate(draft({ title: during }));
	await expect(row(wall, during)).toHaveCount(1);
	measured('push killed to the report that was filed meanwhile on the wall', Date.now() - killedAt);
	await isLive(wall);
	await reporter.report.file.mutate(draft({ title: after }));
	for (const title of titles) await expect(row(wall, title)).toHaveCount(1);
	await expect.poll(async () => (await health(baseURL ?? ''))?.status).toBe('ok');
	// The browser itself tells of a socket that broke; nothing else may be said.
	expect(complaints.filter((words) => !words.includes('WebSocket'))).toEqual([]);
});

test('the wall speaks English to whoever chose it', async ({ signedIn, baseURL }) => {
	const wall = await signedIn('jilin.daping', HD);
	await wall.context().addCookies([{ name: 'locale', value: 'en', url: baseURL ?? '' }]);
	await wall.goto('/wall');
	const inEnglish = { locale: 'en' } as const;
	await expect(wall.getByRole('heading', { level: 1 })).toHaveText(
		m.wall_title({ unit: 'Jilin City' }, inEnglish)
	);
	await expect(wall.getByRole('region', { name: m.wall_incoming({}, inEnglish) })).toBeVisible();
	await expect(state(wall, m.ui_line_live({}, inEnglish))).toBeVisible();
	await expect(wall.locator('html')).toHaveAttribute('lang', 'en');
});

test('what is unacknowledged pulses, but stands still for whoever asked for less motion', async ({
	signedIn,
	api
}) => {
	const title = `未签收 ${Date.now()}`;
	await (await api('yongji.baosong')).report.file.mutate(draft({ title }));
	const wall = await signedIn('jilin.daping', { ...HD, reducedMotion: 'no-preference' });
	await wall.goto('/wall');
	const ring = row(wall, title).locator('.unacknowledged');
	const moving = () => ring.evaluate((element) => element.getAnimations().length);
	await expect(ring).toBeVisible();
	expect(await moving()).toBe(1);
	await wall.emulateMedia({ reducedMotion: 'reduce' });
	await expect.poll(moving).toBe(0);
	await expect(ring).toHaveText(m.wall_waiting());
});

test('a wall with 200 incidents and 200 reports shows the newest, counts the rest, and does not complain', async ({
	signedIn,
	api
}) => {
	const slugs = ['tonghuaxian', 'huinan', 'liuhe', 'meihekou', 'jian'];
	const desk = await api('tonghua.zhuban');
	const begin = Date.now();
	await Promise.all(
		slugs.map(async (slug, n) => {
			const reporter = await api(`${slug}.baosong`);
			for (let i = 0; i < 40; i++) {
				const report = draft({
					title: `山洪 ${n}-${i}`,
					placeText: '通化山区',
					at: { lon: 125.5 + n * 0.25 + (i % 8) * 0.03, lat: 41.4 + Math.floor(i / 8) * 0.1 },
					level: ([1, 2, 3, 4] as const)[i % 4] ?? null
				});
				const { id, title } = await reporter.report.file.mutate(report);
				await desk.incident.accept.mutate({
					actId: uuidv7(),
					reportId: id,
					incidentId: uuidv7(),
					open: { title }
				});
			}
		})
	);
	measured('filing and accepting 200 reports, by five clients', Date.now() - begin);

	const wall = await signedIn('tonghua.daping', HD);
	const complaints = complaintsOf(wall);
	await wall.goto('/wall');
	await expect(count(wall, m.wall_open_incidents())).toHaveText('200');
	await isLive(wall);
	await expect(wall.locator('canvas')).toBeVisible();
	await expect(incoming(wall).getByRole('listitem')).toHaveCount(8);
	await expect(incoming(wall).getByText(m.wall_more({ count: 192 }))).toBeVisible();
	expect(await overflow(wall)).toEqual({ across: 0, down: 0 });
	const paint = await wall.evaluate(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
	);
	measured('first paint of the wall with 200 incidents', Math.round(paint ?? NaN));
	expect(complaints).toEqual([]);
});

test('an old page says that the system was updated: a wall loads itself anew, once, a form waits for its writer', async ({
	signedIn
}) => {
	const updated = (page: Page) => page.getByText(m.app_updated());
	/** The server runs another program from now on, and the push line came back, as after an update. */
	async function update(page: Page) {
		await page.route('**/_app/version.json', (route) =>
			route.fulfill({ json: { version: 'next' } })
		);
		await page.evaluate(() => dispatchEvent(new Event('online')));
	}
	const isSamePage = (page: Page) => page.evaluate(() => 'marked' in globalThis);
	const mark = (page: Page) => page.evaluate(() => void Reflect.set(globalThis, 'marked', true));

	const form = await signedIn('yongji.baosong', { serviceWorkers: 'block' });
	await form.goto('/report/new');
	await form.getByLabel(m.report_form_where()).fill('口前镇');
	await mark(form);
	await update(form);
	await expect(updated(form)).toBeVisible();

	const wall = await signedIn('jilin.daping', { ...HD, serviceWorkers: 'block' });
	await wall.goto('/wall');
	await isLive(wall);
	await mark(wall);
	await update(wall);
	await expect.poll(() => isSamePage(wall), { timeout: 40_000 }).toBe(false);
	// It is old again, since the program is not there in truth: it says so and does not begin to turn in a circle.
	await isLive(wall);
	await mark(wall);
	await wall.evaluate(() => dispatchEvent(new Event('online')));
	await expect(updated(wall)).toBeVisible();
	expect(await isSamePage(wall)).toBe(true);

	expect(await isSamePage(form)).toBe(true);
	await expect(form.getByLabel(m.report_form_where())).toHaveValue('口前镇');
	// Whoever goes elsewhere gets the page of the new program.
	await form.getByRole('link', { name: m.app_report(), exact: true }).click();
	await expect(form.getByRole('heading', { name: m.report_list_title() })).toBeVisible();
	expect(await isSamePage(form)).toBe(false);
});
