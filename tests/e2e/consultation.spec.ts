import { expect, type Locator, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { growth, keepConnections } from './media/support.ts';
import { draft, test } from './support.ts';
import { measured, watchFor } from './support-arrival.ts';
import { killMediaWorkers } from './support-product.ts';

/** Other tests leave rooms open; this one's are its own, also when it is tried again. */
const TITLE = `口前镇洪水会商 ${Date.now()}`;
/** Who is signed in as yongji.zhuban. */
const OFFICER = '彭建国';
/** Heard at all, over one second: the fake microphone beeps once in that time. */
const AUDIBLE = 1e-5;

const phase = (page: Page) => page.locator('[data-phase]').first();
const bell = (page: Page, title = TITLE) => page.getByRole('alert').filter({ hasText: title });
const row = (page: Page, unit: string) =>
	page.getByRole('row').filter({ has: page.getByRole('cell', { name: unit, exact: true }) });

/** How many of the others are seen, and how many are heard. */
async function takenIn(page: Page) {
	const seen = await growth(page, 'video', 1500);
	const heard = await growth(page, 'audio', 2500);
	return {
		seen: seen.filter(({ frames }) => frames > 0).length,
		heard: heard.filter(({ energy }) => energy > AUDIBLE).length
	};
}

/** A wall has room for one consultation, what rings first: rooms that others left open go, those of a failed try too. */
test.beforeEach(async ({ api }) => {
	const city = await api('jilin.zhuban');
	const { consultations } = await city.consultation.search.query({});
	for (const { id, closedAt, chair } of consultations) {
		if (closedAt !== null || chair.unitId !== '220200') continue;
		await city.consultation.close.mutate({ actId: uuidv7(), id });
	}
});

test('a consultation: called, joined in one tap, seen and heard, muted, called by roll, closed', async ({
	signedIn,
	api
}) => {
	test.setTimeout(300_000);
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const incidentId = uuidv7();
	const { id: reportId } = await reporter.report.file.mutate(draft({ title: '口前镇洪水' }));
	const open = { title: '永吉县口前镇洪水' };
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open });

	// Small pictures: three browsers decode on the processor that encodes for them.
	const size = { viewport: { width: 1024, height: 700 } };
	const [chair, county, province, wall] = [
		await signedIn('jilin.zhuban', size),
		await signedIn('yongji.zhuban', size),
		await signedIn('sheng.zhuban', size),
		await signedIn('yongji.zhuban2', size)
	];
	for (const page of [chair, county, province]) await page.addInitScript(keepConnections);
	await Promise.all([
		chair.goto(`/incident/${incidentId}`),
		county.goto('/report'),
		province.goto('/incident'),
		wall.goto('/wall')
	]);
	await expect(wall.getByText(m.ui_line_live())).toBeVisible();
	const called = await (await api('yongji.zhuban')).consultation.list.query();
	const count = called.consultations.length + 1;
	const rang = await watchFor(county, TITLE);

	await test.step('[CN1] the dialog says who will ring, and one act calls them all', async () => {
		await chair.getByRole('button', { name: m.consultation_open() }).click();
		const dialog = chair.getByRole('dialog');
		await dialog.getByLabel(m.consultation_name()).fill(TITLE);
		await expect(dialog.getByText(m.consultation_rings_nobody())).toBeVisible();
		await dialog
			.getByRole('button', { name: m.consultation_choose_involved({ count: 2 }) })
			.click();
		await dialog.getByLabel(m.consultation_choose_search()).fill('舒兰');
		await dialog.getByRole('checkbox', { name: '舒兰市' }).check();
		await expect(
			dialog.getByText(m.consultation_rings({ count: 3, names: '吉林省、永吉县、舒兰市' }))
		).toBeVisible();
		await dialog.getByRole('button', { name: m.consultation_open_now({ count: 3 }) }).click();
		await expect(chair.getByRole('heading', { name: TITLE })).toBeVisible();
	});

	await test.step('[CN2] desk and wall of the county ring', async () => {
		await expect(bell(county)).toBeVisible();
		const { consultations } = await city.consultation.search.query({ incidentId });
		const openedAt = Date.parse(consultations[0]?.openedAt ?? '');
		measured('consultation opened to the bell of the county', (await rang()) - openedAt);
		await expect(
			wall.getByRole('heading', { name: m.consultation_count({ count }), exact: true })
		).toBeVisible();
		await expect(wall.locator('.unacknowledged').filter({ hasText: TITLE })).toBeVisible();
	});

	await test.step('[CN4] one tap, and they are in', async () => {
		await expect(phase(chair)).toHaveAttribute('data-phase', 'live', { timeout: 30_000 });
		for (const page of [county, province]) {
			await bell(page).getByRole('button', { name: m.consultation_join() }).click();
			await expect(phase(page)).toHaveAttribute('data-phase', 'live', { timeout: 30_000 });
		}
		await expect(wall.locator('.unacknowledged').filter({ hasText: TITLE })).toHaveCount(0);
		await expect(wall.getByText(/在会 3\/4 个单位/)).toBeVisible();
	});

	await test.step('province, city and county see and hear each other', async () => {
		for (const page of [chair, county, province]) {
			await expect(async () => {
				expect(await takenIn(page)).toEqual({ seen: 2, heard: 2 });
			}).toPass({ timeout: 60_000 });
		}
	});

	await test.step('[CN7] the chair mutes the county: the others hear nothing of it, until it is lifted', async () => {
		const officer = chair.getByRole('listitem').filter({ hasText: OFFICER }).last();
		await officer.getByRole('button', { name: m.consultation_mute(), exact: true }).click();
		await expect(officer.getByText(m.consultation_is_muted(), { exact: true })).toBeVisible();
		for (const page of [chair, province]) {
			await expect(async () => {
				const heard = await growth(page, 'audio', 2500);
				expect(heard.filter(({ energy }) => energy > AUDIBLE).length).toBeLessThan(2);
			}).toPass({ timeout: 30_000 });
		}
		await officer.getByRole('button', { name: m.consultation_unmute(), exact: true }).click();
		await expect(async () => {
			const heard = await growth(chair, 'audio', 2500);
			expect(heard.filter(({ energy }) => energy > AUDIBLE)).toHaveLength(2);
		}).toPass({ timeout: 30_000 });
	});

	await test.step('a shared screen is a second picture to the others, until the sharing ends', async () => {
		const said = chair.getByText(m.consultation_sharing({ name: OFFICER }));
		await county.getByRole('button', { name: m.consultation_share(), exact: true }).click();
		await expect(said).toBeVisible();
		await expect(async () => {
			const seen = await growth(chair, 'video', 1500);
			expect(seen.filter(({ frames }) => frames > 0)).toHaveLength(3);
		}).toPass({ timeout: 30_000 });
		await county.getByRole('button', { name: m.consultation_share_stop() }).click();
		await expect(said).toHaveCount(0);
		await expect(chair.locator('figure')).toHaveCount(3);
	});

	await test.step('[CN7] with all muted, the unit that is given the floor is heard, and is told', async () => {
		const unit = chair.getByRole('listitem').filter({ hasText: '永吉县' });
		const heard = async () =>
			(await growth(province, 'audio', 2500)).filter(({ energy }) => energy > AUDIBLE).length;
		await chair.getByRole('button', { name: m.consultation_mute_all() }).click();
		// The chair alone.
		await expect.poll(heard, { timeout: 30_000 }).toBe(1);
		await unit.getByRole('button', { name: m.consultation_give_floor() }).click();
		await expect(county.getByText(m.consultation_floor_now())).toBeVisible();
		await expect.poll(heard, { timeout: 30_000 }).toBe(2);
		await unit.getByRole('button', { name: m.consultation_take_floor() }).click();
		await chair.getByRole('button', { name: m.consultation_unmute_all() }).click();
	});

	await test.step('[CN6] the chair is handed over: the tools go with it, and come back', async () => {
		const tools = (page: Page) => page.getByRole('button', { name: m.consultation_close() });
		const handOver = async (page: Page, name: string) => {
			const button = (within: Page | Locator) =>
				within.getByRole('button', { name: m.consultation_hand_over() });
			await button(page.getByRole('listitem').filter({ hasText: name }).last()).click();
			await expect(page.getByRole('dialog')).toContainText(name);
			await button(page.getByRole('dialog')).click();
		};
		const [before] = (await city.consultation.search.query({ incidentId })).consultations;
		await expect(tools(county)).toHaveCount(0);
		await handOver(chair, OFFICER);
		await expect(tools(county)).toBeVisible();
		await expect(tools(chair)).toHaveCount(0);
		await handOver(county, before?.chair.name ?? '');
		await expect(tools(chair)).toBeVisible();
		await expect(tools(county)).toHaveCount(0);
	});

	await test.step('the media workers are killed: the page says so, and all pictures come back', async () => {
		const said = await watchFor(chair, m.consultation_room_again());
		const killedAt = Date.now();
		expect(killMediaWorkers()).toBeGreaterThan(0);
		await expect.poll(said, { intervals: [50] }).toBeGreaterThan(0);
		measured('media workers killed to the page saying so', (await said()) - killedAt);
		for (const page of [chair, county, province]) {
			await expect(phase(page)).toHaveAttribute('data-phase', 'live', { timeout: 30_000 });
			await expect(async () => {
				const seen = await growth(page, 'video', 1000);
				expect(seen.filter(({ frames }) => frames > 0)).toHaveLength(2);
			}).toPass({ timeout: 60_000 });
		}
		measured('media workers killed to all pictures back', Date.now() - killedAt);
	});

	await test.step('[CN11] the roll is called: answers fill the table with their seconds', async () => {
		await chair.getByRole('tab', { name: m.consultation_roll_call() }).click();
		await chair.getByRole('button', { name: m.consultation_start_roll() }).click();
		for (const page of [county, province]) {
			await page.getByRole('button', { name: m.consultation_answer_roll() }).click();
		}
		await expect(row(chair, '永吉县')).toContainText(/\d 秒/);
		await expect(row(chair, '吉林省')).toContainText(/\d 秒/);
		await chair.getByRole('button', { name: m.consultation_close_roll() }).click();
		await expect(row(chair, '舒兰市')).toContainText(m.consultation_absent());
		await expect(
			chair.getByText(m.consultation_tally({ all: 3, here: 2, absent: 1 })).first()
		).toBeVisible();
	});

	await test.step('[CN15] closing sends everybody home', async () => {
		await chair.getByRole('button', { name: m.consultation_close() }).click();
		await chair.getByRole('dialog').getByRole('button', { name: m.consultation_close() }).click();
		for (const page of [chair, county, province]) {
			await expect(page.getByText(/会商已结束，/)).toBeVisible();
			await expect(page.locator('video, audio')).toHaveCount(0);
		}
		await expect(
			wall.getByRole('heading', { name: m.consultation_count({ count }), exact: true })
		).toHaveCount(0);
	});

	await test.step('[CN5, CN14] who came and went are lines of the incident, each once', async () => {
		await expect(async () => {
			const { lines } = await city.incident.timeline.query({ id: incidentId, limit: 200 });
			const linesOf = (type: string) => lines.filter((line) => line.type === type).length;
			expect([
				linesOf('consultation.opened'),
				linesOf('consultation.joined'),
				linesOf('consultation.left'),
				linesOf('consultation.closed')
			]).toEqual([1, 3, 3, 1]);
		}).toPass({ timeout: 15_000 });
		await expect(chair.getByRole('cell', { name: m.consultation_still_here() })).toHaveCount(0);
	});
});

test('[CN2] a unit that declines with a reason rings no more, and the chair reads why', async ({
	signedIn,
	api
}) => {
	const [reporter, city] = [await api('shulan.baosong'), await api('jilin.zhuban')];
	const [incidentId, id] = [uuidv7(), uuidv7()];
	const { id: reportId } = await reporter.report.file.mutate(
		draft({ title: '舒兰市积水', placeText: '舒兰市', at: { lon: 126.96, lat: 44.41 } })
	);
	const open = { title: '舒兰市积水' };
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open });
	const county = await signedIn('shulan.zhuban');
	await county.goto('/desk');
	const title = '舒兰市积水会商';
	const input = { actId: uuidv7(), id, incidentId, title, mainVenueUnitId: '220200' };
	await city.consultation.open.mutate({ ...input, unitIds: ['220283'] });
	await bell(county, title).getByRole('button', { name: m.consultation_decline() }).click();
	const dialog = county.getByRole('dialog');
	await dialog.getByRole('button', { name: m.consultation_reason_on_scene() }).click();
	await dialog.getByRole('button', { name: m.consultation_decline() }).click();
	await expect(bell(county, title)).toHaveCount(0);
	const { card } = await city.consultation.get.query({ id });
	expect(card.units.find(({ unitId }) => unitId === '220283')).toMatchObject({
		answer: 'declined',
		reason: m.consultation_reason_on_scene()
	});
});

test('[CN16] a plan that calls for a consultation: the page offers it with the units at work, until one is opened', async ({
	signedIn,
	api
}) => {
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const province = await api('sheng.zhuban');
	const incidentId = uuidv7();
	const { id: reportId } = await reporter.report.file.mutate(draft({ title: '口前镇内涝' }));
	const open = { title: `口前镇内涝 ${Date.now()}` };
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open });
	const officer = await signedIn('sheng.zhuban');
	await officer.goto(`/incident/${incidentId}`);
	await expect(officer.getByText(m.ui_line_live())).toBeVisible();
	const act = officer.getByRole('button', { name: m.consultation_planned_open() });
	await expect(act).toHaveCount(0);

	const proposals = await province.plan.proposals.query({ incidentId });
	const flood = proposals.find(
		({ plan, canActivate }) => canActivate && plan.title.includes('防汛')
	);
	const { card } = await province.plan.activate.mutate({
		...{ actId: uuidv7(), id: uuidv7(), incidentId },
		...{ versionId: flood?.versionId ?? '', level: 3 }
	});
	expect(card.consultationSince).toBe(card.activatedAt);
	await act.click();
	const dialog = officer.getByRole('dialog');
	await expect(dialog.getByRole('checkbox', { name: '永吉县' })).toBeChecked();
	const title = `口前镇内涝会商 ${Date.now()}`;
	await dialog.getByLabel(m.consultation_name()).fill(title);
	await dialog.getByRole('button', { name: /^呼叫/ }).click();
	await expect(officer.getByRole('button', { name: m.consultation_close() })).toBeVisible();
	await officer.goto(`/incident/${incidentId}`);
	await expect(officer.getByRole('link', { name: title })).toBeVisible();
	await expect(act).toHaveCount(0);

	const { consultations } = await province.consultation.search.query({ incidentId });
	for (const { id } of consultations)
		await province.consultation.close.mutate({ actId: uuidv7(), id });
});
