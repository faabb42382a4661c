import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { responseText } from '../../src/lib/features/incident/words.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import type { Performer } from '../../src/scenes/stage.ts';
import { complaintsOf, draft, minutesAgo, test } from './support.ts';

const DESK = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 390, height: 844 } };

const figure = (value: number) => ({ value, source: '县应急局', at: minutesAgo(5) });

/** A first report of the county, and the incident that the city's desk made of it. */
async function opened(county: Performer, city: Performer, title: string, dead = 1) {
	const reportId = uuidv7();
	const incidentId = uuidv7();
	const body = {
		figures: { dead: figure(dead) },
		measures: '已组织转移群众。',
		requests: '请求调派冲锋舟。'
	};
	await county.report.file.mutate(draft({ id: reportId, title, body }));
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open: { title } });
	return { reportId, incidentId };
}

/** The county's next report: what it said before, with other figures. */
async function followUp(county: Performer, previousId: string, dead: number) {
	const start = await county.report.draftFrom.query({ id: previousId });
	const figures = { ...start.body.figures, dead: figure(dead) };
	const now = minutesAgo(0);
	const draftOf = {
		...start,
		id: uuidv7(),
		body: { ...start.body, figures },
		writtenAt: now,
		sentAt: now
	};
	await county.report.file.mutate(draftOf);
}

const live = (page: Page) => expect(page.getByText(m.ui_line_live())).toBeVisible();
const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const act = (page: Page, title: string) =>
	page.getByRole('toolbar', { name: m.incident_page_acts() }).getByRole('button', { name: title });
const unique = (title: string) => `${title} ${Date.now()}`;

test('a county’s report is accepted at the desk into an incident, and the difference of its follow-up appears on the page by itself', async ({
	signedIn,
	api
}) => {
	const county = await api('yongji.baosong');
	const title = unique('口前镇山洪');
	const reportId = uuidv7();
	await county.report.file.mutate(
		draft({ id: reportId, title, body: { figures: { dead: figure(1) } } })
	);

	const desk = await signedIn('jilin.zhuban', DESK);
	const complaints = complaintsOf(desk);
	await desk.goto(`/desk?report=${reportId}`);
	await live(desk);
	await desk.keyboard.press('s');
	await desk.getByRole('dialog').getByRole('radio', { name: m.desk_accept_new() }).check();
	await desk.getByRole('dialog').getByRole('button', { name: m.desk_accept() }).click();
	await expect(desk).toHaveURL(/\/incident\/[0-9a-f-]{36}$/);
	await expect(desk.getByRole('heading', { level: 1, name: title })).toBeVisible();
	await live(desk);

	await followUp(county, reportId, 3);
	const reports = panel(desk, m.incident_page_reports());
	await expect(
		reports.getByText(m.report_kind_followup({ number: 1, numeral: '一' })).first()
	).toBeVisible();
	await expect(reports.getByRole('deletion').filter({ hasText: /^1$/ })).toBeVisible();
	await expect(reports.getByRole('insertion').filter({ hasText: /^3$/ })).toBeVisible();
	await expect(panel(desk, m.incident_page_known()).getByRole('listitem')).toContainText('3');
	await expect(panel(desk, m.incident_page_journal())).toContainText(
		m.report_kind_followup({ number: 1, numeral: '一' })
	);
	expect(complaints).toEqual([]);
});

test('an incident merged into another shows there with its reports, and is whole again when that is undone', async ({
	signedIn,
	api
}) => {
	const [county, neighbour, city] = await Promise.all(
		['yongji.baosong', 'shulan.baosong', 'jilin.zhuban'].map(api)
	);
	const titles = { part: unique('化工桶漂流'), whole: unique('永吉特大洪水') };
	const whole = await opened(county!, city!, titles.whole);
	const part = await opened(neighbour!, city!, titles.part, 2);
	const desk = await signedIn('jilin.zhuban', DESK);
	await desk.goto(`/incident/${part.incidentId}`);
	await live(desk);
	await desk.keyboard.press('m');
	const dialog = desk.getByRole('dialog');
	await dialog.getByLabel(m.incident_page_merge_search()).fill(titles.whole);
	await dialog.getByRole('radio', { name: titles.whole }).check();
	await dialog.getByRole('button', { name: m.incident_page_merge() }).click();

	await expect(desk).toHaveURL(new RegExp(whole.incidentId));
	await expect(panel(desk, m.incident_page_reports())).toContainText(titles.part);
	await expect(panel(desk, m.incident_page_reports())).toContainText(titles.whole);

	await desk.getByRole('status').getByRole('button', { name: m.ui_undo() }).click();
	await expect(desk).toHaveURL(new RegExp(part.incidentId));
	await expect(panel(desk, m.incident_page_reports())).not.toContainText(titles.whole);

	await city!.incident.merge.mutate({
		actId: uuidv7(),
		id: part.incidentId,
		intoId: whole.incidentId
	});
	await expect(desk.getByText(m.incident_page_merged_into({ title: titles.whole }))).toBeVisible();
	await expect(act(desk, m.incident_page_grade())).toBeDisabled();
	await desk.getByRole('button', { name: m.incident_page_unmerge() }).click();
	await expect(act(desk, m.incident_page_grade())).toBeEnabled();
});

test('the suggested level stands beside the choice with its document, and becomes the level by nobody’s act but a person’s', async ({
	signedIn,
	api
}) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const { reportId, incidentId } = await opened(county!, city!, unique('矿井透水'));
	await city!.incident.edit.mutate({
		actId: uuidv7(),
		id: incidentId,
		version: 2,
		classCode: '12A01'
	});
	await followUp(county!, reportId, 12);
	const desk = await signedIn('jilin.daiban', DESK);
	await desk.goto(`/incident/${incidentId}`);
	await live(desk);
	await desk.keyboard.press('g');
	const dialog = desk.getByRole('dialog');
	await expect(dialog.getByText('国务院令第493号', { exact: false })).toBeVisible();
	await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
	await dialog.getByRole('button', { name: m.incident_page_grade_save() }).click();
	await expect(dialog.getByText(m.incident_page_choose_level())).toBeVisible();
	expect((await city!.incident.get.query({ id: incidentId })).card.incidentLevel).toBeNull();

	await dialog.getByRole('radio', { name: m.event_class_level_3() }).check();
	await dialog.getByLabel(m.incident_page_reason()).fill('数字尚待核实');
	await dialog.getByRole('button', { name: m.incident_page_grade_save() }).click();
	await expect(dialog).toHaveCount(0);
	const { card } = await city!.incident.get.query({ id: incidentId });
	expect([card.incidentLevel, card.responseLevel]).toEqual([3, null]);
});

test('two desks change different fields at once without loss; of the same field both versions are shown', async ({
	signedIn,
	api
}) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const title = unique('河堤决口');
	const { incidentId } = await opened(county!, city!, title);
	const [main, deputy] = [
		await signedIn('jilin.zhuban', DESK),
		await signedIn('jilin.fuban', DESK)
	];
	for (const desk of [main, deputy]) {
		await desk.goto(`/incident/${incidentId}`);
		await live(desk);
		await desk.keyboard.press('e');
	}
	const [mine, his] = [main.getByRole('dialog'), deputy.getByRole('dialog')];
	const save = { name: m.incident_page_save() };
	await mine.getByLabel(m.incident_field_title()).fill(`${title} 甲`);
	await his.getByLabel(m.incident_field_place()).fill('永吉县口前镇温德河');
	await mine.getByRole('button', save).click();
	await his.getByRole('button', save).click();
	for (const desk of [main, deputy]) {
		await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`${title} 甲`);
		await expect(desk.getByText('永吉县口前镇温德河').first()).toBeVisible();
		await expect(desk.getByRole('dialog')).toHaveCount(0);
		await desk.keyboard.press('e');
	}

	await mine.getByLabel(m.incident_field_title()).fill(`${title} 乙`);
	await his.getByLabel(m.incident_field_title()).fill(`${title} 丙`);
	await mine.getByRole('button', save).click();
	await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${title} 乙`);
	await his.getByRole('button', save).click();
	await expect(his).toContainText(`${title} 乙`);
	await expect(his.getByLabel(m.incident_field_title())).toHaveValue(`${title} 丙`);
	await his.getByRole('button', save).click();
	await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${title} 丙`);
});

test('those who have the incident before them see each other', async ({ signedIn, api }) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const { incidentId } = await opened(county!, city!, unique('山体滑坡'));
	const [main, province] = [
		await signedIn('jilin.zhuban', DESK),
		await signedIn('sheng.zhuban', DESK)
	];
	await main.goto(`/incident/${incidentId}`);
	await province.goto(`/incident/${incidentId}`);
	const seen = main.getByText(m.incident_page_lookers({ names: '吉林省' }), { exact: false });
	await expect(seen).toBeVisible();
	await province.goto('/incident');
	await expect(seen).toHaveCount(0);
});

test('the report upward starts from what is known, and nothing is sent by it', async ({
	signedIn,
	api
}) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const title = unique('水库险情');
	const { incidentId } = await opened(county!, city!, title, 4);
	const desk = await signedIn('jilin.zhuban', DESK);
	await desk.goto(`/incident/${incidentId}`);
	await live(desk);
	await desk.keyboard.press('u');
	await expect(desk).toHaveURL(/\/report\/new\?draft=/);
	await expect(desk.getByLabel(m.report_form_where())).toHaveValue('永吉县口前镇');
	const { threads } = await city!.incident.get.query({ id: incidentId });
	expect(threads).toHaveLength(1);
});

test('the list finds closed incidents by words, and takes in what is opened meanwhile', async ({
	signedIn,
	api
}) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const closed = unique('已了结的事件');
	const { incidentId } = await opened(county!, city!, closed);
	await city!.incident.close.mutate({ actId: uuidv7(), id: incidentId, reason: '' });
	const desk = await signedIn('jilin.zhuban', DESK);
	await desk.goto('/incident');
	await live(desk);
	const list = desk.getByRole('list', { name: m.incident_list_title() });
	const fresh = unique('刚刚发生的事件');
	await opened(county!, city!, fresh);
	await expect(list.getByText(fresh)).toBeVisible();
	await expect(list.getByText(closed)).toHaveCount(0);
	await desk.getByRole('link', { name: m.incident_list_closed(), exact: true }).click();
	await desk.getByRole('searchbox').fill(closed);
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await list.getByRole('link').click();
	await expect(desk.getByRole('heading', { level: 1, name: closed })).toBeVisible();
});

test('the list shows the level of the response as it begins, is raised and ends, without a reload', async ({
	signedIn,
	api
}) => {
	const [county, city, province] = await Promise.all(
		['yongji.baosong', 'jilin.zhuban', 'sheng.zhuban'].map(api)
	);
	const title = unique('沿河内涝');
	const { incidentId } = await opened(county!, city!, title);
	const list = await signedIn('yongji.baosong', DESK);
	await list.goto('/incident');
	await live(list);
	const row = list.getByRole('listitem').filter({ hasText: title });
	await expect(row).toBeVisible();
	const response = (level: 2 | 3) => row.getByText(responseText(level), { exact: true });
	await expect(response(3)).toHaveCount(0);

	const [fitting] = await province!.plan.proposals.query({ incidentId });
	const activation = { id: uuidv7(), incidentId, versionId: fitting?.versionId ?? '' };
	await province!.plan.activate.mutate({ actId: uuidv7(), ...activation, level: 3 });
	await expect(response(3)).toBeVisible();
	const { id } = activation;
	const raised = { id, seen: 3, level: 2, reason: '雨势加大' } as const;
	await province!.plan.changeLevel.mutate({ actId: uuidv7(), ...raised });
	await expect(response(2)).toBeVisible();
	await province!.plan.endResponse.mutate({ actId: uuidv7(), id, reason: '险情解除' });
	await expect(response(2)).toHaveCount(0);
});

test('page, list and dialogs have nothing that keeps somebody out (axe), on a desk and on a phone', async ({
	signedIn,
	api
}) => {
	const [county, city] = await Promise.all(['yongji.baosong', 'jilin.zhuban'].map(api));
	const { incidentId } = await opened(county!, city!, unique('道路中断'));
	for (const size of [DESK, PHONE]) {
		const page = await signedIn('jilin.zhuban', size);
		await page.goto('/incident');
		await expect(page.getByRole('list', { name: m.incident_list_title() })).toBeVisible();
		expect(await seriousIn(page)).toEqual([]);
		await page.goto(`/incident/${incidentId}`);
		await expect(panel(page, m.incident_page_journal())).toBeVisible();
		expect(await seriousIn(page)).toEqual([]);
		for (const key of ['g', 'e', 'm', 'c']) {
			// The phone has no room for the word that the line is live: the keys themselves tell that the page is.
			await expect(async () => {
				await page.keyboard.press(key);
				await expect(page.getByRole('dialog')).toBeVisible({ timeout: 500 });
			}).toPass();
			expect(await seriousIn(page)).toEqual([]);
			await page.keyboard.press('Escape');
		}
	}
});

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe calls serious or critical, each with the first element that it found. */
async function seriousIn(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		type Found = { violations: { id: string; impact: string | null; nodes: { html: string }[] }[] };
		const { axe: run } = globalThis as unknown as { axe: { run: () => Promise<Found> } };
		const { violations } = await run.run();
		return violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
	});
}
