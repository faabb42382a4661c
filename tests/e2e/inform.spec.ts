import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { draft, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';

const TEXT = '化工桶正向下游漂流，预计傍晚到达。沿江设岗，不得擅自打捞。';

/** The row of the wall's list of incoming ones that tells of the notice. */
const onWall = (wall: Page, title: string) =>
	wall
		.getByRole('listitem')
		.filter({ hasText: title })
		.filter({ hasText: m.incident_inform_group() });
const waiting = (desk: Page) => desk.getByRole('list', { name: m.incident_inform_group() });

test('the city informs 舒兰市, on whose wall and desk it stands; one key there acknowledges it', async ({
	signedIn,
	api
}) => {
	const title = `口前镇化工桶入江 ${Date.now()}`;
	const reporter = await api('yongji.baosong');
	const city = await api('jilin.zhuban');
	const informed = await api('shulan.zhuban');
	const report = await reporter.report.file.mutate(draft({ title }));
	const { incidentId } = await city.incident.accept.mutate({
		actId: uuidv7(),
		reportId: report.id,
		incidentId: uuidv7(),
		open: { title }
	});

	const desk = await signedIn('jilin.zhuban');
	// A county has no screen of its own in the demonstration: its desk puts the wall on one.
	const wall = await signedIn('shulan.zhuban', { viewport: { width: 1920, height: 1080 } });
	const county = await signedIn('shulan.zhuban');
	await Promise.all([
		desk.goto(`/incident/${incidentId}`),
		wall.goto('/wall'),
		county.goto('/desk')
	]);
	await expect(wall.getByText(m.ui_line_live())).toBeVisible();
	await expect(wall.getByText(title)).toHaveCount(0);
	const seen = await watchFor(wall, title);

	await test.step('the dialog says what will happen, and sends it in one act', async () => {
		await expect(desk.getByRole('button', { name: m.incident_inform_act() })).toBeEnabled();
		await desk.keyboard.press('t');
		const dialog = desk.getByRole('dialog');
		await dialog.getByLabel(m.incident_inform_text()).fill(TEXT);
		await expect(dialog.getByText(m.incident_inform_nobody())).toBeVisible();
		await dialog.getByLabel(m.incident_inform_search()).first().fill('舒兰');
		await dialog.getByRole('checkbox', { name: '舒兰市' }).check();
		await expect(
			dialog.getByText(m.incident_inform_will({ count: 1, names: '舒兰市' }))
		).toBeVisible();
		await dialog.getByRole('button', { name: m.incident_inform_send({ count: 1 }) }).click();
		await expect(desk.getByText(m.incident_inform_sent({ count: 1 }))).toBeVisible();
	});

	await test.step('wall and desk of the county have it, unmistakably', async () => {
		await expect(onWall(wall, title)).toContainText(TEXT);
		await expect(onWall(wall, title).locator('.unacknowledged')).toBeVisible();
		const { notices } = await city.incident.get.query({ id: incidentId });
		measured(
			'informed to the wall of the informed county',
			(await seen()) - Date.parse(notices[0]?.informedAt ?? '')
		);
		await expect(waiting(county).getByRole('link', { name: title })).toBeVisible();
		const panel = desk.getByRole('region', { name: m.incident_inform_panel() });
		await expect(panel).toContainText(TEXT);
		await expect(panel.getByText(m.incident_inform_waiting(), { exact: true })).toBeVisible();
		await expect(panel).toContainText(m.incident_inform_panel_aside({ waiting: 1 }));
	});

	await test.step('the county may open the incident, but not the reports that are none of its business', async () => {
		const { card, hiddenReports, threads } = await informed.incident.get.query({ id: incidentId });
		expect({ title: card.title, hiddenReports, threads }).toEqual({
			title,
			hiddenReports: 1,
			threads: []
		});
	});

	await test.step('one key acknowledges, and the city sees who did', async () => {
		await county.keyboard.press('a');
		await expect(county.getByText(m.incident_inform_done())).toBeVisible();
		await expect(waiting(county)).toHaveCount(0);
		await expect(county.getByText(TEXT)).toBeVisible();
		await expect(onWall(wall, title)).toHaveCount(0);
		const panel = desk.getByRole('region', { name: m.incident_inform_panel() });
		await expect(panel).toContainText(m.incident_inform_panel_done());
		await expect(panel.getByText(m.incident_inform_waiting(), { exact: true })).toHaveCount(0);
	});
});
