import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries } from '../../src/lib/server/cluster/binaries.ts';
import { Cluster } from '../../src/lib/server/cluster/cluster.ts';
import { freePort } from '../../src/lib/server/cluster/ports.ts';

/** What is started once to make the demonstration, and copied for each file of tests. */
const SEEDED = 'E2E_SEEDED_DIR';

/** Where the product of the running test file is: its data folder (`run/*.json` there has the process ids) and ports. */
export type Place = { dataDir: string; url: string; port: number; pushPort: number; media: number };

/**
 * Playwright's set-up: the product is started once as a newcomer starts it, with the demonstration in a
 * temporary data folder, and stopped. Each file of tests then runs on a copy. Returns what deletes the folder.
 */
export default async function setUp() {
	const place = await placeIn(temporaryFolder());
	try {
		const stop = await startProduct(place);
		await stop();
	} catch (error) {
		await deleteFolder(place.dataDir);
		throw error;
	}
	process.env[SEEDED] = place.dataDir;
	return () => deleteFolder(place.dataDir);
}

/** A product of one test file. What it leaves behind ends with it. */
export class Product {
	readonly place: Place;
	#stop: () => Promise<void>;

	private constructor(place: Place, stop: () => Promise<void>) {
		this.place = place;
		this.#stop = stop;
	}

	static async start(): Promise<Product> {
		const dataDir = temporaryFolder();
		// With owners and modes, which Node's own copy drops: PostgreSQL refuses a folder that is not its user's.
		execFileSync('cp', ['-a', `${process.env[SEEDED] ?? ''}/.`, dataDir]);
		const place = await placeIn(dataDir);
		try {
			return new Product(place, await startProduct(place));
		} catch (error) {
			await deleteFolder(dataDir);
			throw error;
		}
	}

	/** `npm start` on the same folder and ports, after a test has ended the one before. */
	async startAgain() {
		this.#stop = await startProduct(this.place);
	}

	async end() {
		await this.#stop();
		await deleteFolder(this.place.dataDir);
	}
}

function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-e2e-'));
	// Where we are root, PostgreSQL's own user must pass through it.
	chmodSync(folder, 0o711);
	return folder;
}

async function placeIn(dataDir: string): Promise<Place> {
	const [port, pushPort, media] = [await freePort(), await freePort(), await freePort()];
	// The very address that the product calls its own: a cookie of "localhost" is none of 127.0.0.1.
	return { dataDir, url: `http://localhost:${port}`, port, pushPort, media };
}

async function deleteFolder(dataDir: string) {
	await new Cluster(findBinaries(), dataDir).destroy();
	rmSync(dataDir, { recursive: true, force: true });
}

/** `npm start`; resolves when it is ready. Returns what ends it. */
async function startProduct({
	dataDir,
	port,
	pushPort,
	media
}: Place): Promise<() => Promise<void>> {
	// With a channel: should we be killed, it sees that and ends.
	const product = fork('src/commands/start.ts', {
		cwd: path.join(import.meta.dirname, '../..'),
		env: {
			...process.env,
			DATABASE_URL: '',
			DATA_DIR: dataDir,
			HOST: '127.0.0.1',
			PORT: `${port}`,
			PUSH_PORT: `${pushPort}`,
			MEDIA_PORT: `${media}`,
			MEDIA_RTC_PORT: '0',
			MEDIA_URL: '',
			MEDIA_SECRET: '',
			ORIGIN: '',
			PUSH_URL: '',
			DEMONSTRATION: 'true',
			LOG_LEVEL: 'warn'
		},
		execArgv: [],
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		// In a group of its own: Ctrl-C is for Playwright, which then asks us to end it.
		detached: true
	});
	const beginning = wordsOf(product);
	const ended = once(product, 'exit');
	const stop = async () => {
		product.kill('SIGTERM');
		await ended;
	};
	const first = await Promise.race([once(product, 'message'), ended.then(() => null)]);
	const words = beginning();
	if (first) return stop;
	throw new Error(`The product did not start:\n${words}`);
}

/** Holds back what the product says while it starts, which is told when that fails; passes on what comes later. */
function wordsOf({ stdout, stderr }: ChildProcess): () => string {
	let held: Buffer[] | null = [];
	for (const stream of [stdout, stderr]) {
		stream?.on('data', (piece: Buffer) => (held ? held.push(piece) : process.stderr.write(piece)));
	}
	return () => {
		const words = Buffer.concat(held ?? []).toString();
		held = null;
		return words;
	};
}
