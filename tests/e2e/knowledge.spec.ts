import { expect } from '@playwright/test';
import { m } from '../../src/lib/paraglide/messages.js';
import { test } from './support.ts';

const DESK = { viewport: { width: 1366, height: 768 } };

test('[KN3] [KN4] an expert writes a sheet, with its source; the county has it on its list at once and finds it by two characters', async ({
	signedIn
}) => {
	const stamp = String(Date.now());
	const title = `温德河险段 ${stamp}`;
	const [expert, county] = [
		await signedIn('sheng.zhuanjia', DESK),
		await signedIn('yongji.zhuban', DESK)
	];
	await county.goto('/knowledge');
	await expect(county.getByText(m.ui_line_live())).toBeVisible();
	await expect(county.getByRole('button', { name: m.knowledge_new() })).toHaveCount(0);

	await expert.goto('/knowledge');
	await expert.getByRole('button', { name: m.knowledge_new() }).click();
	const dialog = expert.getByRole('dialog');
	await dialog.getByLabel(m.knowledge_name()).fill(title);
	await dialog
		.getByLabel(m.knowledge_body(), { exact: false })
		.fill(`巡查甲字堤。\n${stamp}号桩。`);
	await dialog.getByRole('button', { name: m.knowledge_save() }).click();
	await expect(dialog.getByText(m.knowledge_source_wrong())).toBeVisible();
	await dialog.getByLabel(m.knowledge_source()).fill('省水利厅险工险段名录');
	await dialog.getByRole('button', { name: m.knowledge_save() }).click();
	await expect(expert.getByRole('heading', { name: title })).toBeVisible();

	const row = county.getByRole('listitem').filter({ hasText: title });
	await expect(row).toBeVisible();
	await county.getByLabel(m.knowledge_search()).fill(`甲字 ${stamp}`);
	await expect(row.locator('mark')).toHaveText('甲字');
	await row.getByRole('link').click();
	await expect(county.getByText(`${stamp}号桩。`)).toBeVisible();
	await expect(county.getByRole('button', { name: m.knowledge_edit() })).toHaveCount(0);

	// Whoever reads it sees that it was corrected.
	await expert.getByRole('button', { name: m.knowledge_edit() }).click();
	await expert.getByRole('dialog').getByLabel(m.knowledge_body()).fill(`改为巡查乙字堤${stamp}。`);
	await expert.getByRole('dialog').getByRole('button', { name: m.knowledge_save() }).click();
	await expect(county.getByText(`改为巡查乙字堤${stamp}。`)).toBeVisible();

	await county.goto(`/plan?text=${encodeURIComponent(`乙字 ${stamp}`)}`);
	await county.getByRole('link', { name: m.knowledge_in_plan_search({ count: 1 }) }).click();
	await expect(county.getByRole('listitem').filter({ hasText: title })).toBeVisible();
});
