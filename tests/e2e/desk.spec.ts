import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { complaintsOf, draft, test } from './support.ts';

const DESK = { viewport: { width: 1920, height: 1080 } };
const inbox = (page: Page) => page.getByRole('region', { name: m.desk_inbox() });
const inInbox = (page: Page, title: string) =>
	inbox(page).getByRole('link').filter({ hasText: title });
const live = (page: Page) =>
	expect(page.getByRole('status').filter({ hasText: m.ui_line_live() })).toBeVisible();

test('a desk with nothing to do says so, and the keys do no harm', async ({ signedIn }) => {
	const desk = await signedIn('baicheng.zhuban', DESK);
	const complaints = complaintsOf(desk);
	await desk.goto('/desk');
	await expect(inbox(desk).getByText(m.desk_inbox_empty())).toBeVisible();
	await live(desk);
	for (const key of ['a', 's', 'r', 'j', 'k', 'ArrowDown']) await desk.keyboard.press(key);
	await expect(desk).toHaveURL('/desk');
	await expect(desk.getByRole('dialog')).toHaveCount(0);
	expect(complaints).toEqual([]);
});

test('J and K walk the inbox in the order in which it is worked off, the oldest first', async ({
	signedIn,
	api
}) => {
	const reporter = await api('nongan.baosong');
	const titles = [1, 2, 3].map((n) => `农安来报 ${n}`);
	for (const title of titles)
		await reporter.report.file.mutate(draft({ title, at: null, placeText: '农安县城' }));
	const desk = await signedIn('changchun.zhuban', DESK);
	await desk.goto('/desk');
	await live(desk);
	const [first = '', second = '', third = ''] = titles;
	await expect(inbox(desk).getByRole('link')).toContainText(titles);
	const chosen = inbox(desk).locator('[aria-current=true]');
	for (const [key, title] of [
		['j', first],
		['j', second],
		['ArrowDown', third],
		['j', third],
		['k', second],
		['ArrowUp', first]
	] as const) {
		await desk.keyboard.press(key);
		await expect(chosen).toContainText(title);
		await expect(desk.getByRole('heading', { name: title })).toBeVisible();
	}
	// Each key is said somewhere.
	await desk.keyboard.press('?');
	await expect(desk.getByRole('dialog', { name: m.ui_keys_title() })).toContainText(
		m.desk_key_acknowledge()
	);
});

test('two desks of one unit see the same: who acknowledged, and who came second', async ({
	signedIn,
	api
}) => {
	const title = `两个席位 ${Date.now()}`;
	const [main, deputy] = [
		await signedIn('jilin.zhuban', DESK),
		await signedIn('jilin.fuban', DESK)
	];
	const { id } = await (await api('yongji.baosong')).report.file.mutate(draft({ title }));
	await Promise.all([main.goto(`/desk?report=${id}`), deputy.goto(`/desk?report=${id}`)]);
	for (const desk of [main, deputy]) {
		await live(desk);
		await expect(desk.getByRole('button', { name: m.desk_acknowledge() })).toBeVisible();
	}
	await Promise.all([main.keyboard.press('a'), deputy.keyboard.press('a')]);
	for (const desk of [main, deputy]) {
		await expect(desk.getByRole('button', { name: m.desk_acknowledge() })).toHaveCount(0);
	}
	const { report } = await (await api('jilin.zhuban')).report.get.query({ id });
	const by = report.receipts.find(({ unitId }) => unitId === '220200')?.acknowledgedByName ?? '';
	expect(by).not.toBe('');
	for (const desk of [main, deputy]) {
		await expect(inInbox(desk, title)).toContainText(`${m.report_state_acknowledged()} ${by}`);
	}

	const words = '请核实地点后重报';
	await (
		await api('jilin.fuban')
	).report.return.mutate({ actId: uuidv7(), reportId: id, reason: words });
	await expect(inInbox(main, title)).toContainText(m.report_state_returned());
	await expect(main.getByText(words)).toBeVisible();
	await main.keyboard.press('s');
	await expect(main.getByRole('dialog')).toHaveCount(0);
});

test('the language is changed on the spot, and stays', async ({ signedIn }) => {
	const desk = await signedIn('baicheng.zhuban', DESK);
	await desk.goto('/desk');
	await desk.getByRole('button', { name: 'English' }).click();
	const title = m.desk_inbox({}, { locale: 'en' });
	await expect(desk.getByRole('region', { name: title })).toBeVisible();
	await desk.reload();
	await expect(desk.getByRole('region', { name: title })).toBeVisible();
	await expect(desk.locator('html')).toHaveAttribute('lang', 'en');
});
