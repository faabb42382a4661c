import { expect, type Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { fillFour, openForm } from './report-support.ts';
import { complaintsOf, draft, minutesAgo, test } from './support.ts';

const desk = { viewport: { width: 1366, height: 768 } };
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const openFigures = (page: Page) =>
	page.locator('summary', { hasText: m.report_form_group_figures() }).press('Enter');
const line = (page: Page, label: string) => page.getByRole('group', { name: label, exact: true });
const sent = (page: Page) => expect(page).toHaveURL(/\/report\/[0-9a-f-]{36}$/);

/** Adds a line by keyboard alone: the focus is in its first field. */
async function addLine(page: Page, label: string, value: string, unit: string) {
	await page.getByRole('button', { name: m.report_other_add() }).press('Enter');
	for (const [i, typed] of [label, value, unit].entries()) {
		if (i > 0) await page.keyboard.press('Tab');
		await page.keyboard.type(typed);
	}
}

test('figures of the report’s own naming are typed by keyboard, and a follow-up that lowers one is asked why', async ({
	signedIn,
	api
}) => {
	const page = await signedIn('yongji.baosong', desk);
	const complaints = complaintsOf(page);
	await openForm(page);
	await fillFour(page, '开发区管委会');
	await openFigures(page);
	await addLine(page, '冲走的桶', '7000', '只');
	await addLine(page, '积水深度', '3.2', '米');
	await addLine(page, '多余', '', '');
	await line(page, '多余').getByRole('button').press('Enter');
	await expect(page.getByRole('button', { name: m.report_other_add() })).toBeFocused();
	await addLine(page, '空桶', '', '');
	await page.keyboard.press('Control+Enter');
	await expect(line(page, '空桶').getByLabel(m.report_other_value())).toBeFocused();
	await expect(line(page, '空桶')).toContainText(m.report_other_value_missing());
	await line(page, '空桶').getByRole('button').press('Enter');
	await page.keyboard.press('Control+Enter');
	await sent(page);
	const first = idOf(page);
	const reporter = await api('yongji.baosong');
	const { report } = await reporter.report.get.query({ id: first });
	expect(report.body.otherFigures).toMatchObject([
		{ label: '冲走的桶', unit: '只', value: 7000, source: '开发区管委会' },
		{ label: '积水深度', unit: '米', value: 3.2 }
	]);
	await expect(page.getByRole('listitem').filter({ hasText: '冲走的桶' })).toContainText(
		'7,000 只'
	);

	await openForm(page, `/report/new?follow=${first}`);
	await openFigures(page);
	await expect(line(page, '冲走的桶')).toContainText('7,000 只');
	await line(page, '冲走的桶').getByLabel(m.report_other_value()).fill('6387');
	await page.keyboard.press('Control+Enter');
	const why = line(page, '冲走的桶').getByLabel(m.report_form_figure_reason());
	await expect(why).toBeFocused();
	await page.keyboard.type('逐桶清点');
	await page.screenshot({ path: test.info().outputPath('form.png'), fullPage: true });
	await page.keyboard.press('Control+Enter');
	await sent(page);
	await expect(page.getByRole('deletion').filter({ hasText: '7,000 只' })).toBeVisible();
	const { report: second } = await reporter.report.get.query({ id: idOf(page) });
	expect(second.body.otherFigures).toMatchObject([
		{ key: report.body.otherFigures[0]?.key, value: 6387, reason: '逐桶清点' },
		{ key: report.body.otherFigures[1]?.key, value: 3.2 }
	]);
	expect(complaints).toEqual([]);
});

test('two units that count the same stand in one figure of the incident, the newest first; a desk returns one with a sentence beside it', async ({
	signedIn,
	api
}) => {
	const [county, neighbour, city] = await Promise.all(
		['yongji.baosong', 'shulan.baosong', 'jilin.zhuban'].map(api)
	);
	const title = `化工桶入江 ${Date.now()}`;
	const drums = (value: number, minutes: number) => ({
		otherFigures: [
			{
				...{ key: uuidv7(), label: '冲走的桶', unit: '只' },
				...{ value, source: '目测', at: minutesAgo(minutes) }
			}
		]
	});
	const [one, other] = [
		await county!.report.file.mutate(draft({ title, body: drums(1000, 9) })),
		await neighbour!.report.file.mutate(draft({ title, body: drums(3000, 4) }))
	];
	const incidentId = uuidv7();
	for (const [i, { id: reportId }] of [one, other].entries()) {
		const open = i === 0 ? { title } : null;
		await city!.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open });
	}
	const page = await signedIn('jilin.zhuban', desk);
	await page.goto(`/incident/${incidentId}`);
	const known = page
		.getByRole('region', { name: m.incident_page_known(), exact: true })
		.getByRole('listitem')
		.filter({ hasText: '冲走的桶' });
	await expect(known).toHaveCount(1);
	await expect(known).toContainText('3,000 只');
	await expect(known).toContainText('1,000 只');
	await page.screenshot({ path: test.info().outputPath('incident.png') });

	const third = await county!.report.file.mutate(draft({ title, body: drums(5, 1) }));
	await page.goto(`/desk?report=${third.id}`);
	await page.getByRole('button', { name: m.desk_return() }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(m.desk_return_reason()).fill('数字与电话不一致');
	await dialog.getByLabel(m.desk_return_field()).selectOption('冲走的桶');
	await dialog.getByLabel(m.desk_return_sentence()).fill('请再数一遍');
	await dialog.getByRole('button', { name: m.desk_return() }).click();
	await expect(dialog).toBeHidden();
	const reporter = await signedIn('yongji.baosong', desk);
	await openForm(reporter, `/report/new?correct=${third.id}`);
	await expect(line(reporter, '冲走的桶')).toContainText('请再数一遍');
});
