import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { complaintsOf, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';
import { moveFeedBack } from './support-product.ts';
import { capTime, capXml, geocodeXml, infoXml, type CapParts } from '../support/cap.ts';
import type { Performer } from '../../src/scenes/stage.ts';

const HD = { viewport: { width: 1920, height: 1080 } };
const DESK = { viewport: { width: 1366, height: 768 } };

type Door = (parts: CapParts) => Promise<{ status: number; id: string; at: number }>;

/** The agency's program: a token of its liaison, and the public door. `feedId`: where the agency has several. */
async function agency(
	liaison: Performer,
	baseURL: string | undefined,
	feedId?: string
): Promise<Door> {
	const { text } = await liaison.account.makeToken.mutate({
		...{ actId: uuidv7(), id: uuidv7(), name: '推送程序', scopes: ['feed'], days: 1 }
	});
	const query = feedId === undefined ? '' : `?feed=${feedId}`;
	return async (parts) => {
		const response = await fetch(`${baseURL ?? ''}/api/feeds/cap${query}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${text ?? ''}` },
			body: capXml(parts)
		});
		const at = Date.now();
		const body = (await response.json()) as { warnings?: { id?: string }[] };
		return { status: response.status, id: body.warnings?.[0]?.id ?? '', at };
	};
}

let count = 0;
/** A rainstorm warning for 敦化 with a headline of its own, as the bureau writes it. */
function rain(parts: CapParts = {}) {
	const identifier = `22000041600000_${Date.now()}_${++count}`;
	const headline = `敦化市暴雨橙色预警信号（第${identifier}号）`;
	const area = geocodeXml('222403000000', '敦化市');
	return { headline, parts: { identifier, inside: infoXml({ headline, area }), ...parts } };
}
const lifting = ({ parts }: ReturnType<typeof rain>, sent: string) => ({
	identifier: `${parts.identifier}_0`,
	msgType: 'Cancel',
	references: `jlqx@cma.gov.cn,${parts.identifier},${sent}`
});

const warnings = (page: Page) => page.getByRole('region', { name: m.warning_panel(), exact: true });

/** From now on every tone that the page plays is counted; its loudspeaker is unlocked as by a person's click. */
async function listen(page: Page): Promise<() => Promise<number[]>> {
	await page.evaluate(() => {
		const heard: number[] = [];
		Object.assign(globalThis, { heard });
		globalThis.OscillatorNode = class extends OscillatorNode {
			override start(when?: number) {
				heard.push(this.frequency.value);
				super.start(when);
			}
		};
	});
	await page.locator('body').click({ position: { x: 2, y: 2 } });
	return () => page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard);
}

test('[WA11] what the bureau posts stands on 敦化’s desk and the province’s wall, sounds once, and not on 长春’s; a Cancel clears it', async ({
	signedIn,
	api,
	baseURL
}) => {
	const post = await agency(await api('sheng.qixiang'), baseURL);
	const [dunhua, changchun, wall] = [
		await signedIn('dunhua.zhuban', DESK),
		await signedIn('changchun.zhuban', DESK),
		await signedIn('sheng.daping', HD)
	];
	const complaints = [dunhua, changchun, wall].map(complaintsOf);
	await Promise.all([dunhua.goto('/desk'), changchun.goto('/desk'), wall.goto('/wall')]);
	for (const page of [dunhua, changchun, wall]) {
		await expect(page.getByText(m.ui_line_live(), { exact: false }).first()).toBeVisible();
	}
	const sounds = await Promise.all([listen(dunhua), listen(changchun)]);

	const warning = rain({ sent: capTime(-1) });
	const [seenAtDunhua, seenAtWall] = [
		await watchFor(dunhua, warning.headline),
		await watchFor(wall, warning.headline)
	];
	const { status, id, at } = await post(warning.parts);
	expect(status).toBe(200);
	await expect(warnings(dunhua).getByText(warning.headline)).toBeVisible();
	await expect(warnings(wall).getByText(warning.headline)).toBeVisible();
	for (const [where, seen] of [
		['desk', await seenAtDunhua()],
		['wall', await seenAtWall()]
	] as const) {
		measured(`post answered → on the ${where}`, seen - at);
	}
	const row = warnings(dunhua).getByRole('listitem').filter({ hasText: warning.headline });
	await expect(row.getByRole('img', { name: m.warning_level_2() })).toBeVisible();
	await expect(row.getByText('敦化市', { exact: true })).toBeVisible();
	await expect(row.getByRole('timer')).toContainText('剩');
	await expect(row.getByText(/最近数据 \d\d:\d\d/)).toBeHidden();
	await expect(row.getByText(m.feed_health_unseen())).toBeVisible();
	// The bureau is the province's, and so is its feed's health.
	const onWall = warnings(wall).getByRole('listitem').filter({ hasText: warning.headline });
	await expect(onWall.getByText(/最近数据 \d\d:\d\d/)).toBeVisible();

	await post({ ...warning.parts });
	expect(await sounds[0]()).toEqual([659, 988]);
	expect(await sounds[1]()).toEqual([]);
	await expect(changchun.getByText(warning.headline)).toHaveCount(0);

	await dunhua.screenshot({ path: 'test-results/warning-desk.png' });
	await post({ ...lifting(warning, warning.parts.sent ?? ''), sent: capTime(0), inside: '' });
	await expect(warnings(dunhua).getByText(warning.headline)).toHaveCount(0);
	await expect(wall.getByRole('region').getByText(warning.headline)).toHaveCount(0);

	// A link to it still says what it was.
	await dunhua.goto(`/warning/${id}`);
	await expect(dunhua.getByText(m.warning_state_lifted(), { exact: true })).toBeVisible();
	await expect(dunhua.getByText(m.warning_signature_none())).toBeVisible();
	expect(complaints.flat()).toEqual([]);
});

test('[WA6] a rehearsal is seen as such on desk and page, and makes no sound', async ({
	signedIn,
	api,
	baseURL
}) => {
	const post = await agency(await api('sheng.qixiang'), baseURL);
	const dunhua = await signedIn('dunhua.zhuban', DESK);
	await dunhua.goto('/desk');
	await expect(dunhua.getByText(m.ui_line_live(), { exact: false }).first()).toBeVisible();
	const sounds = await listen(dunhua);
	const drill = rain({ status: 'Exercise' });
	const { id } = await post(drill.parts);
	const row = warnings(dunhua).getByRole('listitem').filter({ hasText: drill.headline });
	await expect(row.getByText(m.warning_badge_exercise(), { exact: true })).toBeVisible();
	expect(await sounds()).toEqual([]);
	await dunhua.goto(`/warning/${id}`);
	await expect(dunhua.getByText(m.warning_badge_exercise(), { exact: true })).toBeVisible();
});

test('[IN19][IN21] an incident is opened from a warning, another is linked to it, and each shows the other', async ({
	signedIn,
	api,
	baseURL
}) => {
	const post = await agency(await api('sheng.qixiang'), baseURL);
	const [first, second] = [rain({ sent: capTime(-1) }), rain()];
	const { id } = await post(first.parts);
	await post(second.parts);
	const dunhua = await signedIn('dunhua.zhuban', DESK);
	await dunhua.goto(`/warning/${id}`);
	await dunhua.getByRole('button', { name: m.incident_warning_open() }).click();
	const dialog = dunhua.getByRole('dialog');
	await expect(dialog.getByLabel(m.incident_warning_open_class())).toHaveValue('暴雨事件');
	await dialog.getByLabel(m.incident_warning_open_name()).fill('敦化市暴雨');
	await dialog.getByRole('button', { name: m.incident_warning_open() }).click();
	await expect(dunhua).toHaveURL(/\/incident\//);
	await expect(dunhua.getByRole('heading', { level: 1 })).toContainText('敦化市暴雨');
	const panel = dunhua.getByRole('region', { name: m.incident_warning_panel(), exact: true });
	await expect(panel.getByRole('link', { name: first.headline })).toBeVisible();
	const map = dunhua.getByRole('region', { name: m.incident_page_map(), exact: true });
	await expect(map.getByText(m.warning_level_2(), { exact: true })).toBeVisible();

	await panel.getByRole('button', { name: m.incident_warning_link() }).click();
	await dunhua.getByRole('dialog').getByLabel(second.headline).check();
	await dunhua.getByRole('dialog').getByRole('button', { name: m.incident_warning_link() }).click();
	await expect(panel.getByRole('link', { name: second.headline })).toBeVisible();

	// What replaces the first stands in its place, without a reload.
	const update = rain();
	const graver = `敦化市暴雨红色预警信号（第${update.parts.identifier}号）`;
	await post({
		...update.parts,
		...{ msgType: 'Update', sent: capTime(0) },
		inside: infoXml({ headline: graver, severity: 'Extreme' }),
		references: `jlqx@cma.gov.cn,${first.parts.identifier},${first.parts.sent ?? ''}`
	});
	await expect(panel.getByRole('link', { name: graver })).toBeVisible();
	await expect(panel.getByRole('link', { name: first.headline })).toHaveCount(0);
	await expect(map.getByText(m.warning_level_1(), { exact: true })).toBeVisible();
	await panel.getByRole('link', { name: graver }).click();
	const incidents = dunhua.getByRole('region', { name: m.incident_warning_incidents() });
	await expect(incidents.getByRole('link', { name: /敦化市暴雨/ })).toBeVisible();
});

test('a click is not lost when the page that is being left hears of something meanwhile', async ({
	signedIn,
	api,
	baseURL
}) => {
	const post = await agency(await api('sheng.qixiang'), baseURL);
	const first = rain({ sent: capTime(-1) });
	const { id } = await post(first.parts);
	const duty = await api('dunhua.zhuban');
	const [incidentId, title] = [uuidv7(), `敦化市积水 ${first.parts.identifier ?? ''}`];
	await duty.incident.openFromWarning.mutate({
		...{ actId: uuidv7(), incidentId, warningId: id },
		...{ title, classCode: '11B03', placeText: '敦化市' }
	});
	const dunhua = await signedIn('dunhua.zhuban', DESK);
	const frames: string[] = [];
	dunhua.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
	);
	await dunhua.goto(`/warning/${id}`);
	const link = dunhua.getByRole('link', { name: new RegExp(title) });
	await expect(link).toBeVisible();

	// The way to the incident is slow, and the warning is replaced while its reader is on it.
	const asked = Promise.withResolvers<void>();
	const heard = Promise.withResolvers<void>();
	await dunhua.route('**/incident/*/__data.json*', async (route) => {
		asked.resolve();
		await heard.promise;
		await route.continue();
	});
	await link.click();
	await asked.promise;
	const update = rain();
	await post({
		...{ ...update.parts, msgType: 'Update', sent: capTime(0) },
		references: `jlqx@cma.gov.cn,${first.parts.identifier ?? ''},${first.parts.sent ?? ''}`
	});
	await expect.poll(() => frames.some((frame) => frame.includes(update.headline))).toBe(true);
	heard.resolve();
	await expect(dunhua).toHaveURL(new RegExp(`/incident/${incidentId}`));
	await expect(dunhua.getByRole('heading', { level: 1 })).toContainText(title);
});

test('[FE13] a feed that goes silent is a duty alarm on desk and wall, with its own sound, until it is heard again', async ({
	signedIn,
	api,
	baseURL
}) => {
	const [admin, liaison] = [await signedIn('sheng.xitong', DESK), await api('sheng.shuili')];
	const name = `水利预警试验 ${Date.now()}`;
	await admin.goto('/admin/feed');
	await admin.getByRole('button', { name: m.feed_add() }).click();
	await admin.getByLabel(m.feed_form_name()).fill(name);
	await admin.getByRole('button', { name: m.feed_save() }).click();
	await expect(admin.locator('p').filter({ hasText: m.feed_form_choose_unit() })).toBeVisible();
	await admin.getByLabel(m.feed_form_unit()).selectOption({ label: '吉林省水利厅' });
	await admin.getByLabel(m.feed_form_expected()).fill('0');
	await admin.getByRole('button', { name: m.feed_save() }).click();
	await expect(admin.locator('[aria-invalid=true]')).toHaveCount(1);
	await admin.getByLabel(m.feed_form_expected()).fill('60');
	await admin.getByRole('button', { name: m.feed_save() }).click();
	const row = admin.getByRole('row').filter({ hasText: name });
	await expect(row.getByText(m.feed_health_never())).toBeVisible();

	const [desk, wall] = [await signedIn('sheng.zhuban', DESK), await signedIn('sheng.daping', HD)];
	await Promise.all([desk.goto('/desk'), wall.goto('/wall')]);
	await expect(desk.getByText(m.ui_line_live(), { exact: false }).first()).toBeVisible();
	const sounds = await listen(desk);
	const alarm = (page: Page) =>
		page.getByRole('alert', { name: m.feed_alarms() }).filter({ hasText: name });
	await expect(alarm(desk)).toHaveCount(0);
	// Nobody waits for what was agreed: as if it had been heard so much earlier.
	await moveFeedBack(name, 3601);
	await expect(alarm(desk)).toBeVisible();
	await expect(alarm(wall)).toBeVisible();
	expect((await sounds()).filter((hz) => hz === 440)).toHaveLength(1);
	// It stands, also for whoever comes later.
	await desk.reload();
	await expect(alarm(desk)).toBeVisible();
	await expect(row.getByText(/自 \d\d:\d\d 起无数据/)).toBeVisible({ timeout: 30_000 });

	const administrator = await api('sheng.xitong');
	const { feeds } = await administrator.feed.list.query();
	const id = feeds.find((one) => one.name === name)?.id ?? '';
	const post = await agency(liaison, baseURL, id);
	expect((await post(rain().parts)).status).toBe(200);
	await expect(alarm(desk)).toHaveCount(0);
	await expect(alarm(wall)).toHaveCount(0);
	const kept = await administrator.feed.toEdit.query({ id });
	// The wall of the other tests is quiet again.
	await administrator.feed.edit.mutate({ ...kept, actId: uuidv7(), enabled: false });
});
