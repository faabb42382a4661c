import { expect, type Page } from '@playwright/test';
import { m } from '../../src/lib/paraglide/messages.js';
import { fillFour, openForm } from './report-support.ts';
import { draft, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';

/** Row of one report in the wall's list of incoming ones. */
const onWall = (wall: Page, title: string) =>
	wall
		.getByRole('region', { name: m.wall_incoming() })
		.getByRole('listitem')
		.filter({ hasText: title });
const inInbox = (desk: Page, title: string) => desk.getByRole('link').filter({ hasText: title });

test('a report filed offline by the county stands on both walls after reconnect, once, and is worked off at the desk', async ({
	signedIn,
	api
}) => {
	const title = `口前镇温德河漫堤 ${Date.now()}`;
	const county = await signedIn('yongji.baosong', { viewport: { width: 1366, height: 768 } });
	const [city, province] = [await signedIn('jilin.daping'), await signedIn('sheng.daping')];
	const desk = await signedIn('jilin.zhuban', { viewport: { width: 1920, height: 1080 } });
	await Promise.all([
		openForm(county),
		city.goto('/wall'),
		province.goto('/wall'),
		desk.goto('/desk')
	]);
	for (const wall of [city, province]) {
		await expect(wall.getByText(m.ui_line_live())).toBeVisible();
	}
	const walls = [
		{ name: 'city', page: city, seen: await watchFor(city, title) },
		{ name: 'province', page: province, seen: await watchFor(province, title) }
	];
	await county.context().setOffline(true);
	await fillFour(county);
	await county.getByText(m.report_form_group_grade()).click();
	await county.getByLabel(m.report_field_title(), { exact: true }).fill(title);
	// Ⅱ goes to the province as well as to the city.
	await county.getByLabel(m.report_field_level(), { exact: true }).selectOption({ index: 2 });
	await county.keyboard.press('Control+Enter');
	await expect(county.getByText(m.report_outbox_offline())).toBeVisible();
	for (const { page } of walls) await expect(page.getByText(title)).toHaveCount(0);

	const back = Date.now();
	await county.context().setOffline(false);
	for (const { page } of walls) {
		await expect(onWall(page, title)).toContainText(m.wall_waiting());
	}
	await expect(county).toHaveURL(/\/report\/[0-9a-f-]{36}$/);
	await expect(county.getByText(m.report_state_arrived()).first()).toBeVisible();

	const id = new URL(county.url()).pathname.split('/').at(-1) ?? '';
	const { report } = await (await api('yongji.baosong')).report.get.query({ id });
	const receivedAt = Date.parse(report.receivedAt);
	for (const { name, seen } of walls) {
		measured(`arrival at the node to the ${name}'s wall`, (await seen()) - receivedAt);
	}
	measured(
		'line back to the last wall',
		Math.max(...(await Promise.all(walls.map(({ seen }) => seen())))) - back
	);

	// It stays one, also when the county's page is loaded again and its outbox looks once more.
	await county.goto('/report');
	await expect(county.getByRole('link', { name: title })).toHaveCount(1);
	for (const { page } of walls) await expect(onWall(page, title)).toHaveCount(1);

	await test.step('one key acknowledges, and the ring goes from the wall', async () => {
		await inInbox(desk, title).click();
		await expect(desk.getByRole('heading', { name: '永吉县' })).toBeVisible();
		await desk.keyboard.press('a');
		await expect(desk.getByText(m.desk_acknowledged())).toBeVisible();
		// No longer among those that wait; behind others that do it may stand below the wall's last row.
		await expect(onWall(city, title).filter({ hasText: m.wall_waiting() })).toHaveCount(0);
		await expect(onWall(city, title).locator('.unacknowledged')).toHaveCount(0);
		// The province has a receipt of its own, which nobody there has acknowledged.
		await expect(onWall(province, title)).toContainText(m.wall_waiting());
		await expect(county.getByText(m.report_state_acknowledged()).first()).toBeVisible();
	});

	await test.step('accepted into an incident, which stands on both walls', async () => {
		const before = await openIncidents(city);
		await desk.keyboard.press('s');
		const dialog = desk.getByRole('dialog');
		await dialog.getByLabel(m.desk_accept_new()).check();
		await dialog.getByRole('button', { name: m.desk_accept(), exact: true }).click();
		await expect(desk).toHaveURL(/\/incident\/[0-9a-f-]{36}$/);
		await expect(desk.getByRole('heading', { name: title })).toBeVisible();
		await expect(onWall(city, title).filter({ hasText: m.wall_waiting() })).toHaveCount(0);
		await expect.poll(() => openIncidents(city)).toBe(before + 1);
		await expect.poll(() => openIncidents(province)).toBeGreaterThan(0);
		await expect(county.getByText(m.report_state_accepted()).first()).toBeVisible();
	});
});

test('a report is acknowledged with one key from the bell, and returned with a reason that the county sees', async ({
	signedIn,
	api
}) => {
	const title = `铁东区停电 ${Date.now()}`;
	const reporter = await api('tiedong.baosong');
	const [desk, county] = [await signedIn('siping.zhuban'), await signedIn('tiedong.baosong')];
	await desk.goto('/desk');
	await expect(desk.getByRole('link', { name: m.app_desk() })).toBeVisible();
	await county.goto('/report');
	await reporter.report.file.mutate(draft({ title, at: null, placeText: '铁东区城西' }));
	await expect(inInbox(desk, title)).toBeVisible();

	// Nothing is chosen: the key takes the oldest that waits, which here is the only one.
	await expect(desk.getByText(m.desk_nothing_selected())).toBeVisible();
	await desk.keyboard.press('a');
	await expect(desk).toHaveURL(/\/desk\?report=/);
	await expect(inInbox(desk, title)).toContainText(m.report_state_acknowledged());

	await desk.keyboard.press('r');
	const reason = '请补充停电范围和影响户数';
	await desk.getByLabel(m.desk_return_reason()).fill(reason);
	await desk
		.getByRole('dialog')
		.getByRole('button', { name: m.desk_return(), exact: true })
		.click();
	await expect(desk.getByText(m.desk_returned())).toBeVisible();
	await expect(county.getByText(reason)).toBeVisible();
});

/** The number at the wall's foot. */
async function openIncidents(wall: Page): Promise<number> {
	const term = wall.getByText(m.wall_open_incidents(), { exact: true });
	return Number(await term.locator('xpath=following-sibling::dd').textContent());
}
