import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { MAX_FAILURES } from '../../src/lib/features/account/rules.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { complaintsOf, draft, test } from './support.ts';
import { measured } from './support-arrival.ts';
import { addresses, routes, visit } from './support-pages.ts';

test('whoever is not signed in is sent from every page to the login, and back where he wanted afterwards', async ({
	browser,
	baseURL
}) => {
	const pages = addresses.filter((address) => address !== '/login');
	expect(pages.length).toBeGreaterThan(8);
	for (const address of pages) {
		const answer = await fetch(`${baseURL}${address}`, {
			headers: { accept: 'text/html' },
			redirect: 'manual'
		});
		expect({ address, status: answer.status, to: answer.headers.get('location') }).toEqual({
			address,
			status: 303,
			to: `/login?to=${encodeURIComponent(address)}`
		});
		// The data behind it neither: what SvelteKit's client asks for.
		const data = await fetch(`${baseURL}${address === '/' ? '' : address}/__data.json`);
		const { type, location } = (await data.json()) as { type: string; location?: string };
		expect({ address, type }).toEqual({ address, type: 'redirect' });
		expect(location).toMatch(/^\/login/);
	}
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto('/report');
	await signIn(page, 'yongji.baosong', DEMO_PASSWORD);
	await expect(page).toHaveURL('/report');
	// Not to another site, whatever the address says.
	await context.clearCookies();
	await page.goto('/login?to=//evil.example/');
	await signIn(page, 'yongji.baosong', DEMO_PASSWORD);
	await expect(page).toHaveURL('/report');
	await context.close();
});

async function signIn(page: Page, username: string, password: string) {
	await page.getByLabel(m.account_username()).fill(username);
	await page.getByLabel(m.account_password()).fill(password);
	await page.keyboard.press('Enter');
}

for (const [username, forbidden] of [
	['yongji.baosong', ['/admin/person', '/admin/unit']],
	['sheng.xitong', ['/wall', '/desk', '/incident']],
	['sheng.shenji', ['/wall', '/desk', '/incident', '/admin/unit']],
	['sheng.zhuanjia', ['/wall', '/desk', '/incident', '/admin/person', '/admin/unit']],
	['jilin.daping', ['/admin/person', '/admin/unit']]
] as const) {
	test(`pages that are none of ${username}’s business answer 403 in words`, async ({
		signedIn
	}) => {
		const page = await signedIn(username);
		for (const address of forbidden) {
			const answer = await page.goto(address);
			expect({ address, status: answer?.status() }).toEqual({ address, status: 403 });
			await expect(page.getByText(m.errors_forbidden())).toBeVisible();
		}
		await page.goto('/account');
		const offered = await page
			.getByRole('navigation', { name: m.app_main_nav() })
			.getByRole('link')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
		expect(offered.filter((address) => (forbidden as readonly string[]).includes(address))).toEqual(
			[]
		);
	});
}

test('a reporter cannot handle the reports of others though he asks the API himself', async ({
	api
}) => {
	const reporter = await api('yongji.baosong');
	const { id } = await reporter.report.file.mutate(draft());
	await expect(
		reporter.report.acknowledge.mutate({ actId: uuidv7(), reportId: id })
	).rejects.toMatchObject({ data: { code: 'FORBIDDEN', httpStatus: 403 } });
	const foreigner = await api('dunhua.baosong');
	await expect(foreigner.report.get.query({ id })).rejects.toMatchObject({
		data: { code: 'NOT_FOUND' }
	});
});

for (const route of routes.filter((one) => one !== '/')) {
	test(`${route} has a policy for what it may load, and neither breaks it nor complains`, async ({
		signedIn,
		api,
		browser
	}) => {
		const { username, address } = await visit(api, route);
		const page = username === null ? await browser.newPage() : await signedIn(username);
		await page.addInitScript(() => {
			document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
				console.error(`policy: ${violatedDirective} ${blockedURI}`)
			);
		});
		const complaints = complaintsOf(page);
		const answer = await page.goto(address);
		expect(answer?.status()).toBe(200);
		const { 'content-security-policy': policy = '', ...headers } = answer?.headers() ?? {};
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toMatch(/script-src[^;]*unsafe/);
		expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
		await expect(page.locator('h1, h2').first()).toBeVisible();
		expect(complaints).toEqual([]);
		await page.close();
	});
}

test('a session that its owner ends in another browser loses its socket and its page', async ({
	signedIn
}) => {
	const [one, other] = [
		await signedIn('songyuan.zhuban', { fresh: true }),
		await signedIn('songyuan.zhuban', { fresh: true })
	];
	const socket = other.waitForEvent('websocket');
	await other.goto('/desk');
	const closed = (await socket).waitForEvent('close');
	await expect(other.getByRole('region', { name: m.desk_inbox() })).toBeVisible();
	await one.goto('/account');
	await one.getByRole('button', { name: m.account_end_session() }).first().click();
	await expect(one.getByText(m.account_ended())).toBeVisible();
	const endedAt = Date.now();
	await closed;
	measured('session ended to its socket closed', Date.now() - endedAt);
	await expect(other).toHaveURL(/\/login/);
	measured('session ended to its page at the login', Date.now() - endedAt);
	await other.goto('/desk');
	await expect(other).toHaveURL(/\/login/);
});

test(`[AC2] ${MAX_FAILURES} wrong passwords lock the name, also for the right one, and say until when`, async ({
	page
}) => {
	await page.goto('/login');
	const attempt = async (password: string) => {
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await signIn(page, 'liaoyuan.daiban2', password);
		await answer;
	};
	for (let i = 0; i < MAX_FAILURES; i++) {
		await attempt(`wrong ${i}`);
		await expect(page.getByText(m.account_wrong_password())).toBeVisible();
		await expect(page.getByLabel(m.account_username())).toHaveValue('liaoyuan.daiban2');
	}
	await attempt(DEMO_PASSWORD);
	await expect(page.getByText(/登录失败次数过多，请在 \d\d:\d\d 之后再试/)).toBeVisible();
	await expect(page).toHaveURL(/\/login/);
});

test('a page that does not exist says so, signed in or not, and says no more', async ({
	signedIn
}) => {
	const page = await signedIn('jilin.zhuban');
	for (const address of ['/no-such-page', `/incident/${uuidv7()}`, '/incident/not-an-id']) {
		const answer = await page.goto(address);
		expect({ address, status: answer?.status() }).toEqual({ address, status: 404 });
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('body')).not.toContainText('at ');
	}
});
