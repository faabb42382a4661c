import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
	end,
	identify,
	waitUntilGone,
	type ProcessIdentity
} from '#lib/server/cluster/processes.ts';
import { Stop } from './run.ts';

const OWN = 'supervisor';
const HOLDER_ENDS_WITHIN_MS = 4_000;
const LEFTOVERS_END_WITHIN_MS = 4_000;

/**
 * `run/` in the data folder: one file for each process that a start began, so that the next start
 * neither runs beside a living one nor trips over what a killed one left.
 */
export class RunFolder {
	readonly #folder: string;
	readonly #patienceMs: number;

	/** `patienceMs`: how long `claim` waits for a holder that may be about to end. */
	constructor(dataDir: string, { patienceMs = HOLDER_ENDS_WITHIN_MS } = {}) {
		this.#folder = path.resolve(dataDir, 'run');
		this.#patienceMs = patienceMs;
	}

	/** Takes the data folder for this process, and ends what an earlier holder left running. */
	async claim() {
		mkdirSync(this.#folder, { recursive: true, mode: 0o711 });
		while (!this.#claimed()) {
			const holder = this.#read(OWN);
			// One whose terminal or npm was killed is about to end.
			if (holder && !(await waitUntilGone(holder, this.#patienceMs))) {
				throw new Stop(
					`Watchfire already runs on this data folder, as process ${holder.pid}. Stop it first (Ctrl-C, or kill ${holder.pid}), or set another DATA_DIR.`
				);
			}
			this.forget(OWN);
		}
		await Promise.all(
			this.#names()
				.filter((name) => name !== OWN)
				.map(async (name) => {
					const left = this.#read(name);
					if (left) await end(left, 'SIGTERM', LEFTOVERS_END_WITHIN_MS);
					this.forget(name);
				})
		);
	}

	/** Notes that `pid` runs under this name. */
	note(name: string, pid: number) {
		const identity = identify(pid);
		if (identity) writeFileSync(this.#file(name), JSON.stringify(identity));
	}

	forget(name: string) {
		rmSync(this.#file(name), { force: true });
	}

	/** To be called when everything has ended. */
	release() {
		this.forget(OWN);
	}

	/** Linking either makes the file whole or fails because it is there: two starts cannot both succeed. */
	#claimed(): boolean {
		const draft = this.#file(`${OWN}.${process.pid}`);
		writeFileSync(draft, JSON.stringify(identify(process.pid)));
		try {
			linkSync(draft, this.#file(OWN));
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
			throw error;
		} finally {
			rmSync(draft);
		}
	}

	#names(): string[] {
		return readdirSync(this.#folder)
			.filter((file) => file.endsWith('.json'))
			.map((file) => path.basename(file, '.json'));
	}

	/** Null also for a file that a power cut left half-written. */
	#read(name: string): ProcessIdentity | null {
		try {
			return JSON.parse(readFileSync(this.#file(name), 'utf8')) as ProcessIdentity;
		} catch {
			return null;
		}
	}

	#file(name: string): string {
		return path.join(this.#folder, `${name}.json`);
	}
}
