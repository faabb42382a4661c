import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, release } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of mediasoup, in package.json too: the worker must be of the very version that speaks to it. */
export const VERSION = '3.27.1';

/** The recipe, and the source as the package manager installed it. */
export const RECIPE = fileURLToPath(new URL('../../worker', import.meta.url));
export const SOURCE = fileURLToPath(new URL('../../node_modules/mediasoup', import.meta.url));

/** What a mediasoup release calls the binary for this machine. */
export function prebuiltUrl(): string {
	const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
	const name = `mediasoup-worker-${VERSION}-${process.platform}-${process.arch}${kernel}.tgz`;
	return `https://github.com/versatica/mediasoup/releases/download/${VERSION}/${name}`;
}

/**
 * Where workers are kept: outside node_modules, so that a fresh install need not build again. The user's cache,
 * else (a service user without a home) the data folder.
 */
export function cacheFolder(fallback: string): string {
	const base = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
	for (const folder of [path.join(base, 'watchfire/media-worker'), path.join(fallback, 'worker')]) {
		try {
			mkdirSync(folder, { recursive: true });
			accessSync(folder, constants.W_OK);
			return folder;
		} catch {
			// Not ours to write: the next one.
		}
	}
	throw new Error(`Neither ${base} nor ${fallback} can be written to.`);
}
