import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './run.ts';

const FOLDER = path.join(ROOT, 'media-server');
const LOCK = path.join(FOLDER, 'package-lock.json');
/** What was installed: a copy of the lockfile, written when it was done. */
const DONE = path.join(FOLDER, 'node_modules/.installed-lock.json');

/**
 * Installs what the media server needs, by its own lockfile, unless that is there. Without install scripts:
 * mediasoup's would download its worker from GitHub, then try to build it, and fail the whole install where
 * neither works. The media server gets its worker by itself, while everything else already runs.
 */
export async function installMediaServer(): Promise<void> {
	const lock = readFileSync(LOCK, 'utf8');
	if (existsSync(DONE) && readFileSync(DONE, 'utf8') === lock) return;
	const install = ['npm', 'install', '--prefix', FOLDER, '--ignore-scripts'];
	await run([...install, '--no-audit', '--no-fund']);
	writeFileSync(DONE, lock);
}
