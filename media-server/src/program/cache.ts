import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { VERSION } from './place.ts';

const NAME = 'mediasoup-worker';
/** Where half-made things lie. What is found there by whoever holds the lock was left by one that was killed. */
const DRAFT = 'draft-';

const Record = z.object({
	version: z.literal(VERSION),
	sha256: z.string(),
	origin: z.enum(['downloaded', 'built'])
});
type Record = z.infer<typeof Record>;

export type Cached = Record & { bin: string };

/** The kept workers of one folder, one for each version and platform. */
export class Cache {
	readonly folder: string;
	readonly #place: string;

	constructor(folder: string) {
		this.folder = folder;
		this.#place = path.join(folder, `${VERSION}-${process.platform}-${process.arch}`);
	}

	/** The kept worker if it is the one that was put there and runs here, else null. */
	async find(): Promise<Cached | null> {
		const bin = path.join(this.#place, NAME);
		const record = readRecord(path.join(this.#place, 'record.json'));
		if (!record || !existsSync(bin) || sha256(bin) !== record.sha256) return null;
		return (await runs(bin)) ? { ...record, bin } : null;
	}

	/** Keeps a copy of `made`. It is there whole or not at all, also after a power cut. */
	async keep(made: string, origin: Record['origin']): Promise<Cached> {
		const draft = this.draft();
		const bin = path.join(draft, NAME);
		copyFileSync(made, bin);
		chmodSync(bin, 0o755);
		if (!(await runs(bin))) throw new Error('The worker that was made does not run here.');
		const record: Record = { version: VERSION, sha256: sha256(bin), origin };
		writeFileSync(path.join(draft, 'record.json'), JSON.stringify(record), { flush: true });
		rmSync(this.#place, { recursive: true, force: true });
		renameSync(draft, this.#place);
		return { ...record, bin: path.join(this.#place, NAME) };
	}

	/** An empty folder to work in, beside the kept ones. */
	draft(): string {
		mkdirSync(this.folder, { recursive: true });
		return mkdtempSync(path.join(this.folder, DRAFT));
	}

	/** Removes what killed ones left. For the holder of the lock only. */
	clean() {
		if (!existsSync(this.folder)) return;
		for (const name of readdirSync(this.folder).filter((it) => it.startsWith(DRAFT))) {
			rmSync(path.join(this.folder, name), { recursive: true, force: true, maxRetries: 5 });
		}
	}
}

export function sha256(file: string): string {
	return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Without MEDIASOUP_VERSION a worker that can be loaded ends with 41: libraries and processor fit. */
export function runs(bin: string): Promise<boolean> {
	return new Promise((resolve) => {
		execFile(bin, [], { env: {}, timeout: 10_000 }, (error) => resolve(error?.code === 41));
	});
}

/** Null also for one of another version, and for half a file. */
function readRecord(file: string): Record | null {
	try {
		return Record.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return null;
	}
}
