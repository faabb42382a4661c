import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cluster } from '../../src/lib/server/cluster/cluster.ts';
import { findBinaries } from '../../src/lib/server/cluster/binaries.ts';

/**
 * Playwright's set-up: the product as `npm start` starts it, with a demonstration of its own in a
 * temporary data folder. A test finds that folder in E2E_DATA_DIR: `run/*.json` there has the process ids,
 * for drills. Returns what ends it all and deletes the folder.
 */
export default async function setUp() {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'watchfire-e2e-'));
	// Where we are root, PostgreSQL's own user must pass through it.
	chmodSync(dataDir, 0o711);
	process.env.E2E_DATA_DIR = dataDir;
	const clean = async () => {
		await new Cluster(findBinaries(), dataDir).destroy();
		rmSync(dataDir, { recursive: true, force: true });
	};
	try {
		const stop = await startProduct();
		return () => stop().then(clean);
	} catch (error) {
		await clean();
		throw error;
	}
}

/** `npm start` on the data folder of this run; resolves when it is ready. Returns what ends it. */
export async function startProduct(): Promise<() => Promise<void>> {
	// With a channel: should we be killed, it sees that and ends.
	const product = fork('src/commands/start.ts', {
		cwd: path.join(import.meta.dirname, '../..'),
		env: {
			...process.env,
			DATABASE_URL: '',
			DATA_DIR: process.env.E2E_DATA_DIR,
			HOST: '127.0.0.1',
			PORT: process.env.E2E_PORT,
			PUSH_PORT: process.env.E2E_PUSH_PORT,
			MEDIA_PORT: process.env.E2E_MEDIA_PORT,
			MEDIA_RTC_PORT: '0',
			MEDIA_URL: '',
			MEDIA_SECRET: '',
			ORIGIN: '',
			PUSH_URL: '',
			DEMONSTRATION: 'true',
			LOG_LEVEL: 'warn'
		},
		execArgv: [],
		// In a group of its own: Ctrl-C is for Playwright, which then asks us to end it.
		detached: true
	});
	const ended = once(product, 'exit');
	const stop = async () => {
		product.kill('SIGTERM');
		await ended;
	};
	const first = await Promise.race([once(product, 'message'), ended.then(() => null)]);
	if (first) return stop;
	throw new Error('The product did not start; see its words above.');
}
