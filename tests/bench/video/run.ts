import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../../../src/commands/support/install.ts';
import { House, ticket } from '../../../media-server/tests/support.ts';
import { servePage } from '../../e2e/media/page.ts';

/**
 * How long from the click to the first picture, beside two bare pages of the same browser; and what a
 * forwarded packet costs the worker. Prints one JSON line. `node tests/bench/video/run.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 12);
const VIEWERS = 4;
const MEASURING_MS = 10_000;

declare global {
	interface Window {
		sendBare: () => Promise<void>;
		viewBare: () => Promise<number>;
	}
}

const browser = await chromium.launch({
	executablePath: findChromium() ?? 'chromium',
	args: [
		...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		'--use-fake-device-for-media-stream',
		'--use-fake-ui-for-media-stream',
		'--autoplay-policy=no-user-gesture-required'
	]
});
const roomPage = await servePage();
const barePage = await servePage(path.join(import.meta.dirname, 'bare.ts'));
const house = new House({ origin: roomPage.url });
await house.start();
try {
	const context = await browser.newContext();
	const bare = await measureBare(context);
	const ours = await measureRoom(context);
	const cost = await measureCost(context);
	console.log(
		JSON.stringify({
			clickToFirstFrameMs: { ours: summary(ours), bare: summary(bare) },
			ratio: round(median(ours) / median(bare), 2),
			forwarding: cost
		})
	);
} finally {
	await browser.close();
	await house.end();
	roomPage.close();
	barePage.close();
}

async function measureBare(context: BrowserContext): Promise<number[]> {
	const [sender, viewer] = [await open(context, barePage.url), await open(context, barePage.url)];
	await sender.evaluate(() => window.sendBare());
	const taken: number[] = [];
	for (let n = 0; n <= rounds; n++) {
		taken.push(await viewer.evaluate(() => window.viewBare()));
		await sleep(300);
	}
	await Promise.all([sender.close(), viewer.close()]);
	// The first one also loads what the browser loads once.
	return taken.slice(1);
}

async function measureRoom(context: BrowserContext): Promise<number[]> {
	const roomId = await house.room();
	const sender = await open(context, roomPage.url);
	await join(sender, roomId);
	await sender.evaluate(() =>
		Promise.all([window.room.start('microphone'), window.room.start('camera')])
	);
	const viewer = await open(context, roomPage.url);
	const taken: number[] = [];
	for (let n = 0; n <= rounds; n++) {
		taken.push(await viewer.evaluate(view, [url(), ticket(roomId, { role: 'viewer' })] as const));
		await viewer.evaluate(() => window.room.leave());
		await sleep(300);
	}
	await Promise.all([sender.close(), viewer.close()]);
	return taken.slice(1);
}

/** In the page: joins, and waits until the first picture of anybody is on the screen. */
function view([url, ticket]: readonly [string, string]): Promise<number> {
	const began = performance.now();
	void window.room.join(url, ticket);
	return new Promise((resolve) => {
		const look = () => {
			const video = document.querySelector('video');
			if (video) video.requestVideoFrameCallback(() => resolve(performance.now() - began));
			else requestAnimationFrame(look);
		};
		look();
	});
}

async function measureCost(context: BrowserContext) {
	const roomId = await house.room();
	const sender = await open(context, roomPage.url);
	await join(sender, roomId);
	await sender.evaluate(() =>
		Promise.all([window.room.start('microphone'), window.room.start('camera')])
	);
	for (let n = 0; n < VIEWERS; n++) await join(await open(context, roomPage.url), roomId, 'viewer');
	// Until the lines have found out what they carry.
	await sleep(5000);
	const before = await house.ask('metrics', {});
	const at = performance.now();
	await sleep(MEASURING_MS);
	const after = await house.ask('metrics', {});
	const ms = performance.now() - at;
	const cpuMs = (after.workers[0]?.cpuMs ?? NaN) - (before.workers[0]?.cpuMs ?? NaN);
	const packetsOut = after.packetsOut - before.packetsOut;
	return {
		viewers: VIEWERS,
		packetsInPerS: round(((after.packetsIn - before.packetsIn) / ms) * 1000, 0),
		packetsOutPerS: round((packetsOut / ms) * 1000, 0),
		mbitOutPerS: round(((after.bytesOut - before.bytesOut) * 8) / ms / 1000, 2),
		workerCpuPercent: round((100 * cpuMs) / ms, 1),
		cpuUsPerForwardedPacket: round((1000 * cpuMs) / packetsOut, 1)
	};
}

function url(): string {
	return `ws://127.0.0.1:${house.port}/media`;
}

async function open(context: BrowserContext, address: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(address);
	return page;
}

async function join(page: Page, roomId: string, role: 'speaker' | 'viewer' = 'speaker') {
	await page.evaluate(([url, text]) => window.room.join(url, text), [
		url(),
		ticket(roomId, { role })
	] as const);
}

function summary(values: number[]) {
	const sorted = values.toSorted((a, b) => a - b);
	return {
		p50: round(median(values), 0),
		most: round(sorted.at(-1) ?? NaN, 0),
		rounds: values.length
	};
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function round(value: number, digits: number) {
	return Number(value.toFixed(digits));
}
