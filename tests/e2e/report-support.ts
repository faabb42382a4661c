import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { findChromium } from '../../src/commands/support/install.ts';
import { m } from '../../src/lib/paraglide/messages.js';

/** The four fields as a reporter types them, with nothing taken from a list. */
export async function fillFour(page: Page, source = '口前镇政府值班室') {
	await page.getByLabel(m.report_form_what()).fill('11A01');
	await page.getByLabel(m.report_form_occurred()).press('ArrowDown');
	await page.getByLabel(m.report_form_where()).fill('口前镇温德河大桥');
	await page.getByLabel(m.report_form_source_name()).fill(source);
}

/** The form, ready to be typed in. */
export async function openForm(page: Page, address = '/report/new') {
	await page.goto(address);
	await expect(page.getByLabel(m.report_form_what())).toBeEditable();
}

/** All that was typed lies on the disk. */
export async function saved(page: Page) {
	const status = page.getByRole('status').filter({ hasText: /已保存 \d\d:\d\d:\d\d/ });
	await expect(status).toHaveAttribute('aria-busy', 'false');
}

/** The page's service worker has the form: from now on it opens without a line. */
export async function keptForm(page: Page) {
	const isKept = () =>
		page.evaluate(async () => {
			const names = await caches.keys();
			const pages = names.find((name) => name.startsWith('pages'));
			const worker = await navigator.serviceWorker.getRegistration();
			if (!pages || worker?.active?.state !== 'activated') return false;
			return (await (await caches.open(pages)).match('/report/new')) !== undefined;
		});
	await expect.poll(isKept).toBe(true);
}

/** A real photo that does not compress: about `side`² × 3 bytes. */
export async function photo(side: number): Promise<Buffer> {
	const raw = { width: side, height: side, channels: 3 } as const;
	return await sharp(randomBytes(side * side * 3), { raw })
		.png({ compressionLevel: 0 })
		.toBuffer();
}

/** A browser of its own that a test can kill as a power cut does. */
export async function ownBrowser(
	userDataDir: string
): Promise<{ browser: Browser; kill: () => Promise<void> }> {
	const child = spawn(
		findChromium() ?? 'chromium',
		[
			'--headless=new',
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--no-first-run',
			'--remote-debugging-port=0',
			`--user-data-dir=${userDataDir}`,
			'about:blank'
		],
		// A group of its own: its helpers die with it.
		{ stdio: ['ignore', 'ignore', 'pipe'], detached: true }
	);
	const address = await new Promise<string>((found) => {
		let said = '';
		child.stderr.on('data', (part) => {
			said += String(part);
			const [, url] = /listening on (ws:\S+)/.exec(said) ?? [];
			if (url) found(url);
		});
	});
	const ended = new Promise((done) => child.once('exit', done));
	return {
		browser: await chromium.connectOverCDP(address),
		kill: async () => {
			if (child.pid) process.kill(-child.pid, 'SIGKILL');
			await ended;
		}
	};
}
