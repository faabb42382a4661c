import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import superjson from 'superjson';
import { v7 as uuidv7 } from 'uuid';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { signIn } from '../../src/scenes/stage.ts';
import { fillFour, keptForm, openForm, ownBrowser, photo, saved } from './report-support.ts';
import { complaintsOf, draft, test } from './support.ts';
import { measured } from './support-arrival.ts';

const desk = { viewport: { width: 1366, height: 768 } };
const sentAddress = /\/report\/[0-9a-f-]{36}$/;
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const openGroup = (page: Page, title: string) =>
	page.locator('summary', { hasText: title }).click();

test('a first report is typed and sent with the keyboard alone', async ({ signedIn, api }) => {
	const page = await signedIn('yongji.baosong', desk);
	const complaints = complaintsOf(page);
	await page.goto('/report');
	await expect(page.getByRole('heading', { name: m.report_list_title() })).toBeVisible();
	await page.keyboard.press('n');
	await expect(page.getByLabel(m.report_form_what())).toBeFocused();
	await page.keyboard.type('内涝');
	await expect(page.getByRole('option').first()).toContainText('内涝');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowDown');
	for (const _ of [1, 2]) await page.keyboard.press('Tab');
	await expect(page.getByLabel(m.report_form_where())).toBeFocused();
	await page.keyboard.type('口前');
	await expect(page.getByRole('option').first()).toContainText('口前');
	await page.keyboard.press('Enter');
	await expect(page.getByLabel(m.report_form_where())).toHaveValue(/口前/);
	while (
		!(await page
			.getByLabel(m.report_form_source_name())
			.evaluate((it) => it === document.activeElement))
	) {
		await page.keyboard.press('Tab');
	}
	const source = `值班员 ${Date.now()}`;
	await page.keyboard.type(source);
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(sentAddress);
	const { report } = await (await api('yongji.baosong')).report.get.query({ id: idOf(page) });
	expect(report).toMatchObject({
		classCode: '11A02',
		source: { name: source },
		isPlaceExact: true
	});
	expect(complaints).toEqual([]);
});

test('what is missing is said beside the field, the focus goes to the first, and nothing typed is lost', async ({
	signedIn
}) => {
	const page = await signedIn('yongji.baosong', desk);
	await openForm(page);
	await page.getByLabel(m.report_form_source_name()).fill('口前镇政府');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByLabel(m.report_form_what())).toBeFocused();
	for (const sentence of [
		m.report_form_class_missing(),
		m.report_form_occurred_missing(),
		m.report_form_place_missing()
	]) {
		await expect(page.getByText(sentence)).toBeVisible();
	}
	await expect(page.getByLabel(m.report_form_source_name())).toHaveValue('口前镇政府');
	await page.getByLabel(m.report_form_where()).fill('口前镇');
	await expect(page.getByText(m.report_form_place_missing())).toBeHidden();
});

test('without a line the form opens after a reload, queues, and arrives exactly once when the line returns', async ({
	signedIn,
	api
}) => {
	const page = await signedIn('yongji.baosong', desk);
	await openForm(page);
	await keptForm(page);
	await page.context().setOffline(true);
	await openForm(page);
	const source = `离线 ${Date.now()}`;
	await fillFour(page, source);
	await saved(page);
	await page.reload();
	await expect(page.getByLabel(m.report_form_source_name())).toHaveValue(source);
	await expect(page.getByLabel(m.report_form_source_name())).toBeEditable();
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText(m.report_outbox_offline())).toBeVisible();
	await page.goto('/report');
	await expect(page.getByText(m.report_outbox_waiting_offline())).toBeVisible();

	// Another window of the same person also wants to send it.
	const other = await page.context().newPage();
	await other.goto('/report');
	await expect(other.getByText(m.report_outbox_waiting_offline())).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByText(m.report_outbox_waiting_offline())).toBeHidden();
	const reporter = await api('yongji.baosong');
	const arrived = async () => {
		const { threads } = await reporter.report.mine.query();
		const ids = threads.slice(0, 10).flatMap(({ reports }) => reports.map(({ id }) => id));
		const fulls = await Promise.all(ids.map((id) => reporter.report.get.query({ id })));
		return fulls.filter(({ report }) => report.source.name === source).length;
	};
	await expect.poll(arrived).toBe(1);
	await expect(page.getByRole('heading', { name: m.report_outbox_title() })).toBeHidden();
	await expect(other.getByRole('heading', { name: m.report_outbox_title() })).toBeHidden();
	expect(await arrived()).toBe(1);
});

test('an answer that was lost is asked for again, and the report is one', async ({
	signedIn,
	api
}) => {
	const page = await signedIn('yongji.baosong', { ...desk, serviceWorkers: 'block' });
	const tried: string[] = [];
	await page.route('**/api/trpc/report.file*', async (route) => {
		tried.push(route.request().postData() ?? '');
		// The first two arrive, and the line is cut before the answer is back.
		await route.fetch();
		if (tried.length <= 2) await route.abort('connectionreset');
		else await route.continue();
	});
	await openForm(page);
	await fillFour(page, `重试 ${Date.now()}`);
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(sentAddress, { timeout: 20_000 });
	expect(tried.length).toBe(3);
	const { thread } = await (await api('yongji.baosong')).report.get.query({ id: idOf(page) });
	expect(thread).toHaveLength(1);
});

/** Our server's answer to a request that it refuses, in tRPC's form. */
const refusedAs = (code: string, message: string) => ({
	contentType: 'application/json',
	body: JSON.stringify([
		{
			error: superjson.serialize({
				message,
				code: -32000,
				data: { code, httpStatus: 500, fields: null, errorId: null }
			})
		}
	])
});

for (const [code, reason] of [
	['FORBIDDEN', '您没有做此事的权限。'],
	['CONFLICT', '这个编号下已有另一份内容。'],
	['INTERNAL_SERVER_ERROR', '系统出错了，编号 018f。']
] as const) {
	test(`[RP29] a report answered with ${code} is set aside with the reason, and the next arrives`, async ({
		signedIn
	}) => {
		const page = await signedIn('yongji.baosong', { ...desk, serviceWorkers: 'block' });
		const city = await signedIn('jilin.zhuban', desk);
		await city.goto('/desk');
		const [first, second] = [`口前镇甲村${Date.now()}`, `口前镇乙村${Date.now()}`];
		const isFirst = (body: string | null) => body?.includes(first) === true;
		await page.route('**/api/trpc/report.file*', (route) =>
			isFirst(route.request().postData())
				? route.fulfill(refusedAs(code, reason))
				: route.continue()
		);
		await openForm(page);
		await fillFour(page);
		await page.getByLabel(m.report_form_where()).fill(first);
		await page.keyboard.press('Control+Enter');
		await expect(page.getByText(reason)).toBeVisible();

		await openForm(page);
		await fillFour(page);
		await page.getByLabel(m.report_form_where()).fill(second);
		await page.keyboard.press('Control+Enter');
		await expect(page).toHaveURL(sentAddress);
		await expect(city.getByText(second).first()).toBeVisible();

		await page.goto('/report');
		const row = page.getByRole('listitem').filter({ hasText: first });
		await expect(row).toContainText(reason);
		await expect(
			page.getByRole('link', { name: m.report_outbox_mark_aside({ count: 1 }) })
		).toBeVisible();
		await row.getByRole('button', { name: m.report_outbox_text() }).click();
		await expect(page.getByLabel(m.report_outbox_text_title()).last()).toHaveValue(
			new RegExp(first)
		);
		await page.keyboard.press('Escape');
		await page.unroute('**/api/trpc/report.file*');
		await row.getByRole('button', { name: m.report_outbox_retry() }).click();
		await expect(city.getByText(first).first()).toBeVisible();
		await expect(page.getByRole('heading', { name: m.report_outbox_title() })).toBeHidden();
	});
}

for (const disk of ['full', 'forbidden'] as const) {
	test(`[RP31] with the browser's store ${disk} a report is sent all the same, and the page says what is not kept`, async ({
		signedIn,
		api,
		baseURL
	}) => {
		const page = await signedIn('yongji.baosong', { ...desk, serviceWorkers: 'block' });
		let isCut = true;
		await page.route('**/api/trpc/report.file*', (route) =>
			isCut ? route.abort('connectionreset') : route.continue()
		);
		if (disk === 'forbidden') {
			// As in a private window of some browsers, and on plain http.
			await page.addInitScript(() => {
				Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
				Reflect.deleteProperty(Navigator.prototype, 'locks');
			});
		}
		if (disk === 'full') {
			// Before the page writes anything: Chromium remembers for a while how much room there was.
			const chromium = await page.context().newCDPSession(page);
			const origin = new URL(baseURL ?? '').origin;
			await chromium.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
		}
		await openForm(page);
		const source = `无存储 ${Date.now()}`;
		await fillFour(page, source);
		await expect(page.getByText(m.report_form_not_saved())).toBeVisible();
		await page.keyboard.press('Control+Enter');
		await expect(page.getByText(m.report_outbox_unkept())).toBeVisible();
		isCut = false;
		await expect(page).toHaveURL(sentAddress);
		const { report } = await (await api('yongji.baosong')).report.get.query({ id: idOf(page) });
		expect(report.source.name).toBe(source);
		await page.goto('/report');
		await expect(page.getByRole('heading', { name: m.report_list_sent() })).toBeVisible();
	});
}

test('killing the browser loses nothing that had been typed a moment before', async ({
	baseURL: url
}) => {
	const baseURL = url ?? '';
	const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-killed-'));
	const [name = '', value = ''] = (await signIn(baseURL, 'dunhua.baosong', DEMO_PASSWORD)).split(
		/=(.*)/s
	);
	async function opened() {
		const { browser, kill } = await ownBrowser(folder);
		const [context] = browser.contexts();
		if (!context) throw new Error('Chromium has no context');
		await context.addCookies([
			{ name, value, url: baseURL },
			{ name: 'locale', value: 'zh-CN', url: baseURL }
		]);
		return { page: await context.newPage(), kill };
	}
	try {
		const first = await opened();
		await first.page.goto(`${baseURL}/report/new`);
		await expect(first.page.locator('[data-first]')).toBeEditable();
		const place = first.page.getByRole('combobox').nth(1);
		await place.pressSequentially('敦化市官地镇老虎洞村', { delay: 30 });
		const begin = Date.now();
		await saved(first.page);
		measured('last key to saved on this machine', Date.now() - begin);
		await first.kill();

		const second = await opened();
		await second.page.goto(`${baseURL}/report`);
		await second.page.locator('a[href*="draft="]').first().click();
		await expect(second.page.getByRole('combobox').nth(1)).toHaveValue('敦化市官地镇老虎洞村');
		await second.kill();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test('a second window on the same draft says so, and takes over when the first is closed', async ({
	signedIn
}) => {
	const first = await signedIn('yongji.baosong', desk);
	await openForm(first);
	await first.getByLabel(m.report_form_where()).fill('口前镇第二小学');
	await expect(first).toHaveURL(/draft=/);
	const second = await first.context().newPage();
	await second.goto(first.url());
	await expect(second.getByText(m.report_form_elsewhere())).toBeVisible();
	await expect(second.getByLabel(m.report_form_where())).toBeDisabled();
	await first.getByLabel(m.report_form_where()).fill('口前镇第三小学');
	await saved(first);
	await first.close();
	await expect(second.getByLabel(m.report_form_where())).toBeEditable();
	await expect(second.getByLabel(m.report_form_where())).toHaveValue('口前镇第三小学');
});

test('a returned report shows the sentence at its field, and its correction shows the exact difference', async ({
	signedIn,
	api
}) => {
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const title = `口前镇漫堤 ${Date.now()}`;
	const filed = await reporter.report.file.mutate(
		draft({
			title,
			body: { figures: { trapped: { value: 12, source: '镇政府', at: draft().knownAt } } }
		})
	);
	const sentence = '请核实被困人数是否含已转移人员';
	await city.report.return.mutate({
		actId: uuidv7(),
		reportId: filed.id,
		reason: '数字与电话不一致',
		fields: { 'figures.trapped': sentence }
	});
	const page = await signedIn('yongji.baosong', desk);
	await page.goto('/report');
	const row = page.getByRole('listitem').filter({ hasText: title }).first();
	await expect(row).toContainText('数字与电话不一致');
	await row.getByRole('link', { name: m.report_list_correct() }).click();
	await expect(page.getByText(sentence)).toBeVisible();
	const trapped = page.getByLabel(m.report_figure_trapped(), { exact: true });
	await trapped.fill('9');
	await expect(page.getByText(sentence)).toBeHidden();
	await expect(page.getByLabel(m.report_form_figure_reason())).toBeVisible();
	await page.keyboard.press('Control+Enter');
	await expect(page.getByLabel(m.report_form_figure_reason())).toBeFocused();
	await page.keyboard.type('重新清点');
	await expect(page.locator('dl').filter({ hasText: '12' })).toContainText('9');
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(sentAddress);
	const { report, thread } = await reporter.report.get.query({ id: idOf(page) });
	expect(report).toMatchObject({ isCorrection: true, number: 1, previousId: filed.id });
	expect(thread).toHaveLength(2);
});

test('"likely the same" of the own unit becomes a follow-up with its number', async ({
	signedIn,
	api
}) => {
	const title = `口前镇积水 ${Date.now()}`;
	const reporter = await api('yongji.baosong');
	const at = { lon: 126.61, lat: 43.71 };
	await reporter.report.file.mutate(
		draft({ title, classCode: '11A02', at, placeText: '永吉县一拉溪镇' })
	);
	const page = await signedIn('yongji.baosong', desk);
	await openForm(page);
	await page.getByLabel(m.report_form_what()).fill('11A02');
	await page.getByLabel(m.report_form_where()).fill('一拉溪镇积水');
	await page.getByLabel(m.report_form_occurred()).press('ArrowDown');
	await openGroup(page, m.report_form_group_event());
	await page.getByLabel(m.report_field_course()).fill(title);
	const same = page.getByRole('listitem').filter({ hasText: title });
	await same.getByRole('button', { name: m.report_form_similar_continue() }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('续报一');
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(sentAddress);
	const { report } = await reporter.report.get.query({ id: idOf(page) });
	expect(report).toMatchObject({ kind: 'followup', number: 1, title });
});

test('a photo goes on from the byte that arrived after the line was cut and the page reloaded', async ({
	signedIn,
	api
}) => {
	const page = await signedIn('yongji.baosong', { ...desk, serviceWorkers: 'block' });
	await openForm(page);
	await fillFour(page);
	await openGroup(page, m.report_form_group_files());
	await expect(page.getByText(m.attachment_limits({ mb: 512, most: 20 }))).toBeVisible();
	const buffer = await photo(1700);
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer });
	await expect(page.getByRole('img').or(page.locator('li img')).first()).toBeVisible();
	let isCut = false;
	await page.context().route('**/api/attachments/*', async (route) => {
		const offset = Number(route.request().headers()['upload-offset'] ?? 0);
		if (!isCut && offset >= 2 * 2 ** 20) {
			isCut = true;
			await page.context().setOffline(true);
			await route.abort('connectionreset');
		} else await route.continue();
	});
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(sentAddress);
	const address = page.url();
	await expect.poll(() => isCut).toBe(true);
	await page.close();

	const again = await page.context().newPage();
	const offsets: number[] = [];
	again.on('request', (request) => {
		if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
	});
	await page.context().setOffline(false);
	await again.goto(address);
	await expect(again.getByText(m.attachment_arrived())).toBeVisible({ timeout: 30_000 });
	expect(Math.min(...offsets)).toBeGreaterThanOrEqual(2 * 2 ** 20);
	const [come] = await (
		await api('yongji.baosong')
	).attachment.of.query({ reportIds: [idOf(again)] });
	expect(come).toMatchObject({ size: buffer.length, mime: 'image/png' });
	expect(come?.arrivedAt).not.toBeNull();
});

for (const size of [desk.viewport, { width: 390, height: 844 }]) {
	test(`axe finds nothing serious in list and form at ${size.width}×${size.height}`, async ({
		signedIn
	}) => {
		const page = await signedIn('yongji.baosong', { viewport: size });
		const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
		async function serious() {
			await page.evaluate(axe);
			return await page.evaluate(async () => {
				const { violations } = await (
					globalThis as unknown as { axe: typeof import('axe-core') }
				).axe.run();
				return violations
					.filter(({ impact }) => impact === 'serious' || impact === 'critical')
					.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
			});
		}
		await page.goto('/report');
		await expect(page.getByRole('heading', { name: m.report_list_sent() })).toBeVisible();
		expect(await serious()).toEqual([]);
		await openForm(page);
		// Not the map: that is somebody else's picture, and slow to draw without a graphics card.
		const groups = page.locator('form summary').filter({ hasNotText: m.report_form_pin() });
		for (const summary of await groups.all()) await summary.click();
		await page.getByLabel(m.report_figure_dead(), { exact: true }).fill('2');
		await page.keyboard.press('Control+Enter');
		await expect(page.getByText(m.report_form_class_missing())).toBeVisible();
		expect(await serious()).toEqual([]);
	});
}
