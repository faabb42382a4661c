import { expect } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { m } from '../../src/lib/paraglide/messages.js';
import { complaintsOf, draft, test } from './support.ts';

const HEAD = '类别,类型,名称,所属单位,经度,纬度,数量,计量单位,电话';
const csv = (...rows: string[]) => ({
	name: '物资.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from([HEAD, ...rows].join('\r\n'))
});

test('[RS7] [RS8] a file with errors is refused in words, put right, imported, and stands in reach of an incident', async ({
	signedIn,
	api
}) => {
	const name = `口前镇帐篷 ${Date.now()}`;
	const good = `物资,救灾帐篷,${name},永吉县,126.4905,43.6405,20,顶,0432-0123456`;
	const county = await signedIn('yongji.zhuban', { viewport: { width: 1366, height: 768 } });
	const complaints = complaintsOf(county);
	await county.goto('/resource');
	// Keys and lists are there before the line is, but what another desk does is not.
	await expect(county.getByText(m.ui_line_live())).toBeVisible({ timeout: 40_000 });

	await test.step('errors stand with line, column and sentence, and nothing can be imported', async () => {
		await county.keyboard.press('i');
		const dialog = county.getByRole('dialog');
		const picker = dialog.locator('input[type=file]');
		await picker.setInputFiles(csv(good, `物资,医院,错的,永吉县,43.66,126.5,20,顶,`));
		await expect(dialog.getByText(m.resource_import_problems({ count: 2 })).first()).toBeVisible();
		const wrong = dialog.getByRole('row').filter({ hasText: m.resource_code_wrong() });
		await expect(wrong).toContainText('3');
		await expect(wrong).toContainText(m.resource_field_code());
		await expect(
			dialog.getByRole('button', { name: m.resource_import_commit({ count: 1 }) })
		).toBeDisabled();

		await picker.setInputFiles(csv(good));
		await dialog.getByRole('button', { name: m.resource_import_commit({ count: 1 }) }).click();
		await expect(county.getByText(m.resource_imported({ added: 1, updated: 0 }))).toBeVisible();
	});

	await test.step('it is found by two characters of its name, and its state is changed', async () => {
		await county.getByRole('searchbox').fill(name);
		const row = county.getByRole('list', { name: m.resource_list() }).getByRole('button');
		await expect(row).toHaveCount(1);
		await row.click();
		const detail = county.getByRole('region', { name: m.resource_detail(), exact: true });
		await detail.getByRole('button', { name: m.resource_state_committed() }).click();
		await expect(detail.getByText(m.resource_state_committed()).first()).toBeVisible();
		await expect(row).toContainText(m.resource_state_committed());
	});

	await test.step('the city sees it beside the incident, with distance, telephone and state', async () => {
		const reporter = await api('yongji.baosong');
		const city = await api('jilin.zhuban');
		const title = `温德河洪水 ${Date.now()}`;
		const [reportId, incidentId] = [uuidv7(), uuidv7()];
		await reporter.report.file.mutate(draft({ id: reportId, title }));
		await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open: { title } });

		const desk = await signedIn('jilin.zhuban', { viewport: { width: 1366, height: 768 } });
		await desk.goto(`/incident/${incidentId}`);
		const panel = desk.getByRole('region', { name: m.resource_reach_panel(), exact: true });
		await panel.getByText(m.resource_km({ km: 5 }), { exact: true }).click();
		const nearest = panel.getByRole('list', { name: m.resource_reach_nearest() });
		const row = nearest.getByRole('listitem').filter({ hasText: name });
		await expect(row).toContainText(m.resource_km({ km: '0.1' }));
		await expect(row).toContainText(m.resource_state_committed());
		await expect(row.getByRole('link', { name: '0432-0123456' })).toHaveAttribute(
			'href',
			'tel:04320123456'
		);
		await row.getByRole('button', { name }).click();
		await expect(row.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
	});

	expect(complaints).toEqual([]);
});
