import { expect, type Page } from '@playwright/test';
import packageJson from '../../package.json' with { type: 'json' };
import { m } from '../../src/lib/paraglide/messages.js';
import { test } from './support.ts';
import { halted } from './support-product.ts';

const part = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

test('the page about this node says how each part is doing, and that push or worker does not answer while it does not', async ({
	signedIn
}) => {
	const desk = await signedIn('sheng.xitong');
	await desk.goto('/node');
	await expect(desk.getByText(m.node_version({ version: packageJson.version }))).toBeVisible();
	for (const title of [m.node_database(), m.node_push(), m.node_worker(), m.node_disk()]) {
		await expect(part(desk, title)).toContainText(m.node_good());
	}
	await expect(part(desk, m.node_database())).toContainText('PostGIS');
	await expect(part(desk, m.node_media())).toContainText(m.node_media_program());
	await expect(part(desk, m.node_feeds()).getByRole('row')).not.toHaveCount(1);

	for (const [process, title, gone] of [
		['push', m.node_push(), m.node_push_gone()],
		['worker', m.node_worker(), m.node_worker_gone()]
	] as const) {
		await halted(process, async () => {
			await expect(part(desk, title)).toContainText(gone, { timeout: 20_000 });
			await expect(part(desk, title)).toContainText(m.node_bad());
		});
		await expect(part(desk, title)).toContainText(m.node_good(), { timeout: 20_000 });
	}
});

test('a security administrator sees the node’s health and nothing of the feeds; a wall does not open the page', async ({
	signedIn
}) => {
	const security = await signedIn('sheng.anquan');
	await security.goto('/node');
	await expect(part(security, m.node_database())).toContainText(m.node_good());
	await expect(part(security, m.node_feeds())).toHaveCount(0);
	const wall = await signedIn('sheng.daping');
	expect((await wall.goto('/node'))?.status()).toBe(403);
});
