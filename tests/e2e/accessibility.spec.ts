import { createRequire } from 'node:module';
import { expect, type Locator, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { m } from '../../src/lib/paraglide/messages.js';
import { test } from './support.ts';
import { routes, visit } from './support-pages.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const WALL = { width: 1920, height: 1080 };

/** What axe calls serious or critical: the rule, and the first places that break it. By all rules, or `only` these. */
async function grave(page: Page, only?: string[]): Promise<string[]> {
	const { violations } = await page.evaluate(async (runOnly) => {
		const { axe } = globalThis as unknown as {
			axe: { run: (options: { runOnly?: string[] }) => Promise<AxeResults> };
		};
		return await axe.run(runOnly ? { runOnly } : {});
	}, only);
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) =>
			[id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))].join(' ')
		);
}

for (const route of routes.filter((one) => one !== '/')) {
	test(`axe finds nothing serious on ${route}, in both languages, on desk and phone, and in the dark`, async ({
		signedIn,
		api,
		browser,
		baseURL
	}) => {
		const { address, username } = await visit(api, route);
		const page = username === null ? await browser.newPage() : await signedIn(username);
		await page.addInitScript({ path: AXE });
		// What pulses has colours between two states.
		await page.emulateMedia({ reducedMotion: 'reduce' });
		// A wall has one look, and hangs on no phone.
		const [largest, ...smaller] = route === '/wall' ? [WALL] : [DESK, PHONE];
		for (const locale of ['en', 'zh-CN']) {
			await page.context().addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }]);
			await page.setViewportSize(largest);
			await page.goto(`${baseURL}${address}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			await expect(page.locator('h1, h2').first()).toBeVisible();
			// A form that is not open yet has nothing for the keyboard.
			if (route === '/report/new') await expect(page.locator('[data-first]')).toBeEditable();
			expect.soft(await grave(page), `${locale} ${largest.width}`).toEqual([]);
			for (const size of smaller) {
				await page.setViewportSize(size);
				expect.soft(await grave(page), `${locale} ${size.width}`).toEqual([]);
			}
		}
		if (route !== '/wall') {
			// The second theme changes colours alone: neither language nor size has a part in it.
			await page.evaluate(() => (document.documentElement.dataset.theme = 'desk-dark'));
			expect.soft(await grave(page, ['color-contrast']), 'dark').toEqual([]);
		}
		if (username === null) await page.close();
	});
}

for (const route of [
	'/report',
	'/report/new',
	'/report/[id]',
	'/desk',
	'/incident',
	'/incident/[id]',
	'/task',
	'/warning',
	'/warning/[id]'
]) {
	test(`at 200 % zoom ${route} is not wider than the screen`, async ({ signedIn, api }) => {
		const { address, username } = await visit(api, route);
		// What a browser does at 200 % on a 1366×768 screen.
		const page = await signedIn(username ?? '', {
			viewport: { width: 683, height: 384 },
			deviceScaleFactor: 2
		});
		await page.goto(address);
		await expect(page.locator('h1, h2').first()).toBeVisible();
		const wide = () =>
			page.evaluate(() =>
				[document.documentElement, document.querySelector('main')]
					.filter((element) => element !== null)
					.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
			);
		await expect.poll(wide).toEqual([0, 0]);
	});
}

const hasFocus = (thing: Locator) =>
	thing.evaluate((element) => element === document.activeElement);

/** Presses Tab until the thing has the focus; fails when it is not reached within `most`. */
async function tabTo(page: Page, thing: Locator, most = 60) {
	await expect(thing).toBeVisible();
	for (let presses = 0; presses < most && !(await hasFocus(thing)); presses++) {
		await page.keyboard.press('Tab');
	}
	await expect(thing).toBeFocused();
	const ring = await thing.evaluate((element) => {
		const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
		return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
	});
	expect(ring, 'the focus can be seen').toBe(true);
}

test('the first Tab shows the way past the navigation, and Enter takes it', async ({
	signedIn
}) => {
	const page = await signedIn('jilin.zhuban', { viewport: DESK });
	await page.goto('/desk');
	const skip = page.getByRole('link', { name: m.app_skip() });
	await expect(page.getByRole('region', { name: m.desk_inbox() })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(page.locator('#content')).toBeFocused();
});

test('Tab reaches what each screen is for, and the focus can be seen', async ({
	signedIn,
	api
}) => {
	const county = await signedIn('yongji.baosong', { viewport: DESK });
	await county.goto('/report');
	await tabTo(county, county.getByRole('link', { name: m.report_list_new() }));
	await county.goto('/report/new');
	await tabTo(county, county.getByLabel(m.report_form_what()));
	await tabTo(county, county.getByRole('button', { name: m.report_form_send() }));

	const desk = await signedIn('jilin.zhuban', { viewport: DESK });
	await desk.goto('/desk');
	await tabTo(desk, desk.getByRole('region', { name: m.desk_inbox() }).getByRole('link').first());
	await desk.keyboard.press('Enter');
	await tabTo(desk, desk.getByRole('button', { name: m.desk_acknowledge() }));

	const { address } = await visit(api, '/incident/[id]');
	await desk.goto(address);
	await tabTo(
		desk,
		desk.getByRole('toolbar', { name: m.incident_page_acts() }).getByRole('button').first()
	);
});
