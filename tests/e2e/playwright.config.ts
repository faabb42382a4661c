import { defineConfig } from '@playwright/test';
import { findChromium } from '../../src/commands/support/install.ts';

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	globalSetup: './product.ts',
	// Each file has a product and a database of its own (support.ts), so files could run side by side. On two cores that
	// gains nothing: browsers that draw maps by the processor take both.
	workers: 1,
	forbidOnly: process.env.CI !== undefined,
	// Where two cores draw several maps without a graphics card, a page can starve: said as "flaky", not hidden.
	retries: process.env.CI === undefined ? 0 : 2,
	// Generous: how fast things are is measured, never asserted, and a starved page is no broken one.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	// One worker takes them in this order: what kills the product's processes comes last.
	projects: [
		{ name: 'product', testIgnore: 'faults.spec.ts' },
		{ name: 'faults', testMatch: 'faults.spec.ts' }
	],
	use: {
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		// Recording takes the time that four pages with maps need: in CI only what is tried again is recorded, and without pictures.
		trace: {
			mode: process.env.CI === undefined ? 'retain-on-failure' : 'on-first-retry',
			screenshots: false
		},
		launchOptions: {
			executablePath: findChromium() ?? 'chromium',
			args: [
				// Chromium's own sandbox needs a user who is not root.
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
				// The map is drawn by the processor: there is no graphics card here.
				'--use-angle=swiftshader',
				'--enable-unsafe-swiftshader',
				'--ignore-gpu-blocklist',
				// A camera that draws a clock and a microphone that beeps, without anybody being asked. Ten pictures a
				// second: three browsers code and decode nine of them here, on the processor.
				'--use-fake-device-for-media-stream=fps=10',
				'--use-fake-ui-for-media-stream',
				'--autoplay-policy=no-user-gesture-required',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	}
});
