import { expect, type Locator, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import type { Performer } from '../../src/scenes/stage.ts';
import { draft, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';

const DESK = { viewport: { width: 1366, height: 768 } };

/** As if the planner pasted it from a document. */
const paste = (field: Locator, text: string) =>
	field.evaluate((element, words) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', words);
		element.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	}, text);

const cell = (page: Page, field: () => string, row: number) =>
	page.getByLabel(m.plan_edit_cell({ field: field(), row }), { exact: true });
const saved = (page: Page) =>
	expect(page.getByRole('status').filter({ hasText: m.plan_edit_saved() })).toBeVisible();

/** From the library to the approval of the leader. Returns the plan's address. */
async function written(planner: Page, title: string): Promise<string> {
	await planner.goto('/plan');
	await expect(planner.getByRole('button', { name: m.plan_new() })).toBeEnabled();
	await planner.getByRole('button', { name: m.plan_new() }).click();
	const dialog = planner.getByRole('dialog');
	await dialog.getByLabel(m.plan_title()).fill(title);
	await dialog.getByRole('button', { name: m.plan_new_go() }).click();
	await planner.waitForURL('**/edit');
	const submit = planner.getByRole('button', { name: m.plan_submit() });
	await expect(submit).toBeDisabled();

	await planner.getByLabel(m.plan_classes()).fill('11A');
	for (const level of ['Ⅰ', 'Ⅱ', 'Ⅲ'])
		await planner.getByRole('checkbox', { name: level, exact: true }).uncheck();
	await planner.getByLabel(m.plan_conditions(), { exact: true }).fill('河水上涨');
	await planner.getByRole('button', { name: m.plan_edit_add_action() }).click();
	await expect(cell(planner, m.plan_what, 1)).toBeFocused();
	await planner.keyboard.type('转移沿河群众');
	await cell(planner, m.plan_who, 1).fill(m.plan_who_county());
	await cell(planner, m.plan_within, 1).fill('30');
	await cell(planner, m.plan_paragraph, 1).fill('5.1');
	await cell(planner, m.plan_within, 1).press('Enter');
	await expect(cell(planner, m.plan_what, 2)).toBeFocused();
	await expect(cell(planner, m.plan_paragraph, 2)).toHaveValue('5.2');
	await paste(
		cell(planner, m.plan_what, 2),
		`5.2\t${m.plan_who_city()}\t调度水情雨情并报告\t60分钟\n5.3\t${m.plan_who_county()}\t巡查堤防险工险段\t2小时`
	);
	await expect(cell(planner, m.plan_what, 3)).toHaveValue('巡查堤防险工险段');
	await expect(cell(planner, m.plan_within, 3)).toHaveValue('120');
	await cell(planner, m.plan_what, 3).press('Alt+ArrowUp');
	await expect(cell(planner, m.plan_what, 2)).toHaveValue('巡查堤防险工险段');
	await expect(cell(planner, m.plan_what, 2)).toBeFocused();
	await saved(planner);
	await expect(submit).toBeEnabled();
	await submit.click();
	await planner.waitForURL(/\/plan\/[\w-]+\?version=/);
	return new URL(planner.url()).pathname;
}

test('a planner writes a plan, the leader approves it, an officer activates it, the county has its tasks, and it is undone', async ({
	signedIn,
	api
}) => {
	test.setTimeout(150_000);
	const title = `口前镇防汛预案 ${Date.now()}`;
	const planner = await signedIn('sheng.yuan', DESK);
	const path = await test.step('[PL6] written with keyboard and paste', () =>
		written(planner, title));

	await test.step('[PL7] approved by the leader on duty', async () => {
		const leader = await signedIn('sheng.daiban', DESK);
		await leader.goto(path);
		await expect(leader.getByText('转移沿河群众')).toBeVisible();
		await leader.getByRole('button', { name: m.plan_approve() }).click();
		const dialog = leader.getByRole('dialog');
		const from = await dialog.getByLabel(m.plan_approve_from()).inputValue();
		await dialog.getByRole('button', { name: m.plan_approve(), exact: true }).click();
		await expect(leader.getByText(m.plan_approved_toast({ from }))).toBeVisible();
	});

	const reporter = await api('yongji.baosong');
	const city = await api('jilin.zhuban');
	const report = await reporter.report.file.mutate(draft({ title: '口前镇河水上涨' }));
	const { incidentId } = await city.incident.accept.mutate({
		...{ actId: uuidv7(), reportId: report.id, incidentId: uuidv7() },
		open: { title: `口前镇河水上涨 ${Date.now()}` }
	});
	const officer = await signedIn('sheng.zhuban', DESK);
	const colleague = await signedIn('jilin.zhuban', DESK);
	const county = await signedIn('yongji.baosong', DESK);
	await Promise.all([
		officer.goto(`/incident/${incidentId}`),
		colleague.goto(`/incident/${incidentId}`),
		county.goto('/task')
	]);
	await expect(officer.getByText(m.plan_panel_empty())).toBeVisible();
	await expect(county.getByText(m.ui_line_live())).toBeVisible();
	await expect(colleague.getByText(m.ui_line_live())).toBeVisible();
	const seen = await watchFor(county, '巡查堤防险工险段');

	await test.step('[PL12] the consequences are listed before anything happens', async () => {
		await expect(officer.getByRole('button', { name: m.plan_activate() })).toBeEnabled();
		await officer.keyboard.press('p');
		const dialog = officer.getByRole('dialog');
		await dialog.getByRole('radio', { name: title }).check();
		await dialog.getByRole('radio', { name: m.plan_level_title({ level: 'Ⅳ' }) }).check();
		await expect(dialog.getByText(m.plan_activate_tasks({ count: 3 }))).toBeVisible();
		await dialog.getByRole('button', { name: m.plan_activate_go({ level: 'Ⅳ' }) }).click();
		await expect(officer.getByText(m.plan_activate_done())).toBeVisible();
	});

	await test.step('[PL12] the tasks stand on the county’s screen', async () => {
		await expect(county.getByText('转移沿河群众').first()).toBeVisible();
		await expect(county.getByText('巡查堤防险工险段').first()).toBeVisible();
		const arrivedAt = await seen();
		const { activations } = await city.plan.responses.query({ incidentId });
		measured(
			'activation to a task on the county’s screen',
			arrivedAt - Date.parse(activations[0]?.activatedAt ?? '')
		);
	});

	await test.step('[PL15] everybody on the page sees the seconds, and a colleague takes it back', async () => {
		const bar = colleague.getByRole('group', { name: m.plan_undo() });
		await expect(bar).toContainText(title);
		await officer.getByRole('button', { name: m.plan_undo() }).click();
		await expect(officer.getByText(m.plan_undone_toast())).toBeVisible();
		await expect(bar).toHaveCount(0);
		await expect(county.getByText('转移沿河群众')).toHaveCount(0);
	});
});

/** A draft of the province, as one planner left it. */
async function drafted(planner: Performer, title: string) {
	const [id, versionId] = [uuidv7(), uuidv7()];
	const levels = [{ level: 4 as const, conditions: '有雨', consequences: '', ringKm: null }];
	const content = {
		...{ title, kind: 'special' as const, classCodes: ['11A'], areaUnitIds: ['220000'] },
		...{ triggers: '', levels, groups: [], roles: [], actions: [] }
	};
	const plan = { id, versionId, ownerUnitId: '220000', content };
	await planner.plan.create.mutate({ actId: uuidv7(), ...plan });
	return plan;
}

test('[PL5] [SU7] the answer of a save is cut off on the line and the planner types on: the later text stands after a reload', async ({
	signedIn,
	api
}) => {
	const planner = await api('sheng.yuan');
	const { id, versionId } = await drafted(planner, `断线续写 ${Date.now()}`);
	const page = await signedIn('sheng.yuan', DESK);
	await page.goto(`/plan/${id}/edit`);
	await saved(page);
	await page.route(
		(url) => url.pathname.includes('plan.save'),
		async (route) => {
			await route.fetch();
			await route.abort();
		},
		{ times: 1 }
	);
	await page.getByLabel(m.plan_triggers()).fill('先写的');
	await expect(page.getByRole('status').filter({ hasText: m.plan_edit_offline() })).toBeVisible();
	expect((await planner.plan.version.query({ id: versionId })).content.triggers).toBe('先写的');
	await page.getByLabel(m.plan_triggers()).fill('后写的');
	await saved(page);
	await page.reload();
	await expect(page.getByLabel(m.plan_triggers())).toHaveValue('后写的');
	expect((await planner.plan.version.query({ id: versionId })).content.triggers).toBe('后写的');
});

test('[PL5] two planners on one draft: the second sees both texts, and none is lost', async ({
	signedIn,
	api
}) => {
	const planner = await api('sheng.yuan');
	const { id, versionId, content } = await drafted(planner, `两人同编 ${Date.now()}`);
	const page = await signedIn('sheng.yuan', DESK);
	await page.goto(`/plan/${id}/edit`);
	await saved(page);
	await planner.plan.save.mutate({
		...{ actId: uuidv7(), versionId, revision: 1 },
		content: { ...content, triggers: '同事写的' }
	});
	await page.getByLabel(m.plan_triggers()).fill('我写的');
	await expect(page.getByRole('alert').filter({ hasText: '刚刚保存了另一份' })).toBeVisible();
	// The page is closed and opened again: what was typed is still there.
	await page.reload();
	await expect(page.getByLabel(m.plan_triggers())).toHaveValue('我写的');
	await page.getByRole('button', { name: m.plan_conflict_mine() }).click();
	await saved(page);
	expect((await planner.plan.version.query({ id: versionId })).content.triggers).toBe('我写的');
});
