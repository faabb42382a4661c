import { accessSync, constants } from 'node:fs';
import { WorkerProgram } from '../../contract/shared.ts';
import { build } from './build.ts';
import { Cache, runs, sha256, type Cached } from './cache.ts';
import { download } from './download.ts';
import { takeLock, type Lock } from './lock.ts';
import { cacheFolder, prebuiltUrl, VERSION } from './place.ts';

export interface ProgramOptions {
	/** The operator's own binary: nothing else is looked for. */
	given: string | undefined;
	/** Where the worker is kept when the user's cache cannot be written to. */
	fallback: string;
	/** Instead of the user's cache; for tests. */
	cache?: string;
	onChange: (state: WorkerProgram) => void;
	signal: AbortSignal;
}

/**
 * The path of a worker that runs on this machine: the given one, else the kept one, else downloaded, else
 * built. Throws a sentence when there is none to be had; `onChange` hears every step, and that sentence too.
 */
export async function obtainProgram(options: ProgramOptions): Promise<string> {
	const { onChange, signal } = options;
	try {
		if (options.given) return await takeGiven(options.given, onChange);
		const cache = new Cache(options.cache ?? cacheFolder(options.fallback));
		for (;;) {
			const found = await cache.find();
			if (found) return ready(found, 'cached', onChange);
			signal.throwIfAborted();
			const lock = await takeLock(cache.folder, (told) => onChange(WorkerProgram.parse(told)));
			if (!lock) continue;
			try {
				// Somebody may have finished between our look and our lock.
				const meanwhile = await cache.find();
				if (meanwhile) return ready(meanwhile, 'cached', onChange);
				const made = await make(cache, lock, options);
				return ready(made, made.origin, onChange);
			} finally {
				cache.clean();
				await lock.release();
			}
		}
	} catch (error) {
		signal.throwIfAborted();
		const why = error instanceof Error ? error.message : String(error);
		onChange({ state: 'failed', why });
		throw error;
	}
}

async function make(cache: Cache, lock: Lock, { onChange, signal }: ProgramOptions) {
	cache.clean();
	const say = (state: WorkerProgram) => {
		onChange(state);
		lock.tell(state);
	};
	say({ state: 'downloading', percent: 0 });
	const onPercent = (percent: number) => say({ state: 'downloading', percent });
	const got = await download(prebuiltUrl(), cache.draft(), { onPercent, signal });
	if ('bin' in got && (await runs(got.bin))) return await cache.keep(got.bin, 'downloaded');
	signal.throwIfAborted();
	let last = '';
	const onStep = (percent: number, step: string) => {
		// The compiler tells of each file; whoever looks is told of each percent.
		const text = `${percent} ${step}`;
		if (text !== last) say({ state: 'building', percent, step });
		last = text;
	};
	return await cache.keep((await build(cache.draft(), { onStep, signal })).bin, 'built');
}

async function takeGiven(bin: string, onChange: ProgramOptions['onChange']): Promise<string> {
	try {
		accessSync(bin, constants.X_OK);
	} catch {
		throw new Error(`MEDIASOUP_WORKER_BIN is ${bin}, and there is no program.`);
	}
	if (!(await runs(bin)))
		throw new Error(`MEDIASOUP_WORKER_BIN is ${bin}, which does not run here.`);
	onChange({ state: 'ready', origin: 'given', version: VERSION, sha256: sha256(bin) });
	return bin;
}

function ready(
	{ bin, sha256, version }: Cached,
	origin: 'cached' | 'downloaded' | 'built',
	onChange: ProgramOptions['onChange']
): string {
	onChange({ state: 'ready', origin, version, sha256 });
	return bin;
}
