import { expect, type Locator, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import type { DrawSign } from '../../src/lib/features/sign/schema.ts';
import type { Performer } from '../../src/scenes/stage.ts';
import { complaintsOf, draft, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';

type Api = (username: string) => Promise<Performer>;
const YONGJI = '220221';

/** A report of 永吉 that the city accepted into an incident of its own. */
async function incidentOf(api: Api, title: string, changes: Parameters<typeof draft>[0] = {}) {
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const { id: reportId } = await reporter.report.file.mutate(draft({ title, ...changes }));
	const incidentId = uuidv7();
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open: { title } });
	return { incidentId, reportId };
}

/** Counts the notes that the page's loudspeaker plays from now on, and lets it play. */
async function listenTo(page: Page) {
	await page.addInitScript(() => {
		const heard = globalThis as unknown as { notesPlayed: number };
		heard.notesPlayed = 0;
		// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
		const { start } = OscillatorNode.prototype;
		OscillatorNode.prototype.start = function (when?: number) {
			heard.notesPlayed += 1;
			start.call(this, when);
		};
	});
	return () => page.evaluate(() => (globalThis as unknown as { notesPlayed: number }).notesPlayed);
}

const row = (page: Page | Locator, title: string) =>
	page.getByRole('listitem').filter({ hasText: title });
const tasksPanel = (page: Page) => page.getByRole('region', { name: m.task_panel(), exact: true });

test('the city gives 永吉 a task: there and heard at once, received by one key, done; late ones are unmistakable', async ({
	signedIn,
	api
}) => {
	const stamp = Date.now();
	const { incidentId } = await incidentOf(api, `口前镇内涝 ${stamp}`);
	const title = `封闭沿江道路 ${stamp}`;
	const city = await signedIn('jilin.zhuban');
	const county = await signedIn('yongji.baosong');
	const wall = await signedIn('jilin.daping', { viewport: { width: 1920, height: 1080 } });
	const notes = await listenTo(county);
	await Promise.all([
		city.goto(`/incident/${incidentId}`),
		county.goto('/task'),
		wall.goto('/wall')
	]);
	await expect(county.getByText(m.ui_line_live())).toBeVisible();
	// A browser plays nothing before the first key.
	await county.keyboard.press('Escape');
	const before = await notes();
	const seen = await watchFor(county, title);

	await test.step('owner by two characters, deadline by one button, and what will happen is said', async () => {
		await tasksPanel(city).getByRole('button', { name: m.task_assign(), exact: true }).click();
		const dialog = city.getByRole('dialog');
		await dialog.getByRole('button', { name: m.task_assign_send(), exact: true }).click();
		await expect(dialog.getByText(m.task_owner_missing())).toBeVisible();
		await dialog.getByLabel(m.task_owner_label()).fill('永吉');
		await dialog.getByRole('option', { name: '永吉县' }).click();
		await dialog.getByLabel(m.task_title_label()).fill(title);
		await dialog.getByRole('button', { name: m.task_due_minutes({ minutes: 30 }) }).click();
		await expect(dialog.getByText(m.task_assign_will({ unit: '永吉县' }))).toBeVisible();
		await dialog.getByRole('button', { name: m.task_assign_send(), exact: true }).click();
		await expect(row(tasksPanel(city), title)).toContainText(m.task_state_assigned());
	});

	await test.step('it stands there and rings', async () => {
		await expect(row(county, title)).toContainText(m.task_state_assigned());
		const { tasks } = await (await api('jilin.zhuban')).task.of.query({ incidentId });
		const took = (await seen()) - Date.parse(tasks[0]?.assignedAt ?? '');
		measured('assigned to the owner’s screen', took);
		await expect.poll(notes).toBeGreaterThan(before);
		await expect(county.getByRole('navigation').locator('.unacknowledged')).toBeVisible();
	});

	await test.step('one key receives it, and the city sees it', async () => {
		await row(county, title).click();
		await county.keyboard.press('a');
		await expect(row(county, title)).toContainText(m.task_state_received());
		await expect(row(tasksPanel(city), title)).toContainText(m.task_state_received());
	});

	await test.step('past its deadline it says so, on the wall too; the city urges it on', async () => {
		const late = `上报失联人数 ${stamp}`;
		const performer = await api('jilin.zhuban');
		await performer.task.assign.mutate({
			actId: uuidv7(),
			id: uuidv7(),
			incidentId,
			title: late,
			ownerUnitId: YONGJI,
			dueAt: new Date(Date.now() + 1500).toISOString()
		});
		await expect(row(county, late).locator('.late')).toBeVisible();
		// Other tests' tasks may be late by now as well.
		const some = new RegExp(m.task_own_late({ count: 1 }).replace('1', '\\d+'));
		await expect(county.getByText(some)).toBeVisible();
		const overdue = wall.locator('dl > div').filter({ hasText: m.task_wall_late() });
		await expect(overdue.locator('dd')).not.toHaveText('0');
		await row(tasksPanel(city), late)
			.getByRole('button', { name: m.task_supervise(), exact: true })
			.click();
		const dialog = city.getByRole('dialog');
		await dialog.getByLabel(m.task_supervise_label()).fill('请立即回复');
		await dialog.getByRole('button', { name: m.task_supervise(), exact: true }).click();
		await expect(row(county, late)).toContainText(m.task_supervised({ count: 1 }));
	});

	await test.step('done with its result, which the incident’s page and log tell', async () => {
		await row(county, title).click();
		await county.keyboard.press('d');
		const dialog = county.getByRole('dialog');
		await dialog.getByLabel(m.task_result_label()).fill('两端设卡，已全线封闭');
		await dialog.getByRole('button', { name: m.task_finish(), exact: true }).click();
		await expect(row(county, title)).toHaveCount(0);
		await expect(row(tasksPanel(city), title)).toContainText('两端设卡，已全线封闭');
		const log = city.getByRole('region', { name: m.incident_page_journal() });
		await expect(log).toContainText('两端设卡，已全线封闭');
	});
});

test('what one draws on the map another sees at once; report, task and sign lead to each other', async ({
	signedIn,
	api
}) => {
	const stamp = Date.now();
	const { incidentId, reportId } = await incidentOf(api, `口前镇转移 ${stamp}`);
	const performer = await api('jilin.zhuban');
	const task = await performer.task.assign.mutate({
		actId: uuidv7(),
		id: uuidv7(),
		incidentId,
		title: `转移群众 ${stamp}`,
		ownerUnitId: YONGJI,
		dueAt: new Date(Date.now() + 3_600_000).toISOString(),
		about: `report:${reportId}`
	});
	const city = await signedIn('jilin.zhuban');
	const county = await signedIn('yongji.baosong');
	await Promise.all([city.goto(`/incident/${incidentId}`), county.goto(`/incident/${incidentId}`)]);
	await expect(county.getByText(m.ui_line_live())).toBeVisible();
	const signs = (page: Page) => page.getByRole('region', { name: m.sign_panel() });
	const label = `安置点${String(stamp).slice(-4)}`;
	const seen = await watchFor(county, label);

	await test.step('a sign for the task, drawn with the keyboard alone', async () => {
		await city
			.locator(`#task-${task.id}`)
			.getByRole('button', { name: m.joint_make_sign() })
			.click();
		await signs(city).getByLabel(m.sign_choose()).selectOption('D6');
		await signs(city).getByRole('button', { name: m.sign_form_point() }).click();
		const map = city.locator('canvas').first();
		await map.focus();
		await map.press('Enter');
		const dialog = city.getByRole('dialog');
		await dialog.getByLabel(m.sign_label()).fill(label);
		await dialog.getByRole('button', { name: m.sign_draw(), exact: true }).click();
		await expect(row(signs(city), label)).toBeVisible();
	});

	await test.step('the county has it, with what it is connected with', async () => {
		await expect(row(signs(county), label)).toContainText(task.title);
		const { signs: drawn } = await performer.sign.of.query({ incidentId });
		const took = (await seen()) - Date.parse(drawn[0]?.drawnAt ?? '');
		measured('drawn to another’s screen', took);
	});

	await test.step('from the report to the task, to the sign, and back', async () => {
		const chip = (within: string, to: string) => county.locator(within).locator(`a[href="#${to}"]`);
		await chip(`#report-${reportId}`, `task-${task.id}`).click();
		await expect(county).toHaveURL(new RegExp(`#task-${task.id}$`));
		await expect(county.locator(`#task-${task.id}`)).toBeInViewport();
		await county.locator(`#task-${task.id}`).getByRole('link', { name: label }).click();
		await expect(county).toHaveURL(/#sign-/);
		await row(signs(county), label).getByRole('link', { name: task.title }).click();
		await expect(county).toHaveURL(new RegExp(`#task-${task.id}$`));
	});

	await test.step('[JT6] from the list of tasks to both, on the incident’s page', async () => {
		await county.goto('/task');
		const chips = county
			.locator(`#task-${task.id}`)
			.getByRole('list', { name: m.joint_connected() });
		await expect(chips.getByRole('link')).toHaveCount(2);
		await expect(chips.locator(`a[href$="#report-${reportId}"]`)).toBeVisible();
		await chips.getByRole('link', { name: label }).click();
		await expect(county).toHaveURL(new RegExp(`/incident/${incidentId}#sign-`));
		await expect(row(signs(county), label)).toBeInViewport();
	});

	await test.step('taken off the map, it says that it is gone', async () => {
		await row(signs(city), label).getByRole('button', { name: m.sign_remove() }).click();
		await expect(row(signs(county), label)).toHaveCount(0);
		await expect(county.locator(`#task-${task.id}`)).toContainText(m.joint_gone_removed());
	});
});

test('[SG5] a click on a sign says what it is; hazards drawn and hazards registered stand in one legend', async ({
	signedIn,
	api
}) => {
	const stamp = Date.now();
	const performer = await api('jilin.zhuban');
	const draw = (incidentId: string, wanted: Pick<DrawSign, 'code' | 'label' | 'shape'>) =>
		performer.sign.draw.mutate({ actId: uuidv7(), id: uuidv7(), incidentId, ...wanted });
	const county = await signedIn('yongji.baosong', { viewport: { width: 1366, height: 768 } });
	const complaints = complaintsOf(county);

	await test.step('two layers may call theirs the same', async () => {
		// There are dangerous places in reach of 口前镇.
		const { incidentId } = await incidentOf(api, `口前镇险情 ${stamp}`);
		const shape = { type: 'Point' as const, coordinates: [126.52, 43.63] as [number, number] };
		const hazard = await draw(incidentId, { code: 'B', label: '油库', shape });
		await county.goto(`/incident/${incidentId}#sign-${hazard.id}`);
		const legend = county.getByRole('list', { name: m.map_legend() });
		await expect(
			legend.getByRole('listitem').filter({ hasText: m.sign_family_hazard() })
		).toHaveCount(2);
		await expect(county.getByRole('list', { name: m.resource_reach_nearest() })).toBeVisible();
		// The address points far down the page, but the header stays where it is.
		await expect(county.getByRole('banner')).toBeInViewport();
		const tooLong = () => document.documentElement.scrollHeight - window.innerHeight;
		expect(await county.evaluate(tooLong)).toBe(0);
	});

	await test.step('who drew it, and what it is connected with', async () => {
		// Nothing else is drawn or registered near there.
		const at = { lon: 126.9, lat: 43.4 };
		const { incidentId } = await incidentOf(api, `林区险情 ${stamp}`, { at });
		const ring = [
			[126.6, 43.2],
			[127.2, 43.2],
			[127.2, 43.6],
			[126.6, 43.6],
			[126.6, 43.2]
		] as [number, number][];
		const label = `警戒区${String(stamp).slice(-4)}`;
		const shape = { type: 'Polygon' as const, coordinates: [ring] };
		await draw(incidentId, { code: 'F10100', label, shape });
		await county.goto(`/incident/${incidentId}`);
		const map = county.locator('canvas').first();
		await map.scrollIntoViewIfNeeded();
		const size = await map.boundingBox();
		const box = county.getByRole('region', { name: m.sign_chosen() });
		// What is drawn comes a moment after the map itself.
		await expect(async () => {
			await map.click({ position: { x: 40, y: (size?.height ?? 0) * 0.8 }, timeout: 2000 });
			await expect(box).toBeVisible({ timeout: 1000 });
		}).toPass();
		await expect(box).toContainText(label);
		await expect(box).toContainText(m.sign_f10100());
		await expect(box).toContainText('吉林市');
		await box.getByRole('link', { name: m.sign_in_list() }).click();
		await expect(row(county, label).first()).toBeInViewport();
		await box.getByRole('button', { name: m.ui_close() }).click();
		await expect(box).toHaveCount(0);
	});

	expect(complaints).toEqual([]);
});
