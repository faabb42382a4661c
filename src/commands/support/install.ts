import { existsSync } from 'node:fs';
import path from 'node:path';
import { findBinaries, type Binaries } from '#lib/server/cluster/binaries.ts';
import { ended, run, Stop } from './run.ts';
import { step } from './step.ts';

/** What decides how a missing package gets here. */
export interface Machine {
	/** `apt-get` is there. */
	apt: boolean;
	root: boolean;
	/** `sudo` works without asking for a password. */
	sudo: boolean;
}

/** What goes before `apt-get`, or null where we may not or cannot install anything. */
export function installer({ apt, root, sudo }: Machine): string[] | null {
	if (!apt) return null;
	if (root) return ['env', 'DEBIAN_FRONTEND=noninteractive'];
	return sudo ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive'] : null;
}

/** Of the lines of `apt-cache search`, the PostGIS package for the newest PostgreSQL, or null. */
export function newestPostgis(offered: string): string | null {
	const versions = [...offered.matchAll(/^postgresql-(\d+)-postgis-3 /gm)].map(([, v]) =>
		Number(v)
	);
	return versions.length === 0 ? null : `postgresql-${Math.max(...versions)}-postgis-3`;
}

/** PostgreSQL with PostGIS, installed when it is missing and can be. */
export async function ensurePostgis(): Promise<Binaries[]> {
	const found = findBinaries();
	if (found.length > 0) return found;
	const help =
		'Watchfire needs PostgreSQL 15 or newer with PostGIS 3, and this machine has none. Install it (Debian, Ubuntu: apt-get install postgresql-15-postgis-3, or the number your release has; macOS: brew install postgis), or set DATABASE_URL to a server that has both.';
	await install('PostgreSQL with PostGIS', help, async (prefix) => {
		const offered = await run([
			'apt-cache',
			'search',
			'--names-only',
			'^postgresql-[0-9]+-postgis-3$'
		]);
		const name = newestPostgis(offered);
		if (!name) throw new Stop(help);
		await run([...prefix, ...aptGet('install', '-y', '--no-install-recommends', name)]);
	});
	const installed = findBinaries();
	if (installed.length === 0) throw new Stop(help);
	return installed;
}

/** The path of a Chromium for the browser tests, installed when it is missing and can be. */
export async function ensureChromium(): Promise<string> {
	const help =
		'The browser tests need Chromium, and this machine has none. Install it (Debian: apt-get install chromium), or put it in PATH as "chromium".';
	if (!findChromium()) {
		await install('Chromium', help, async (prefix) => {
			await run([...prefix, ...aptGet('install', '-y', '--no-install-recommends', 'chromium')]);
		});
	}
	const found = findChromium();
	if (!found) throw new Stop(help);
	return found;
}

export function findChromium(): string | null {
	const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return files.find((file) => existsSync(file)) ?? null;
}

async function install(what: string, help: string, work: (prefix: string[]) => Promise<void>) {
	const prefix = installer(await thisMachine());
	if (!prefix) throw new Stop(help);
	await step(`Installing ${what}`, async () => {
		// An out-of-date list names files that the mirror no longer has.
		await run([...prefix, ...aptGet('update')]);
		await work(prefix);
	});
}

/** Waits for another apt-get instead of failing. */
function aptGet(...args: string[]): string[] {
	return ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...args];
}

async function thisMachine(): Promise<Machine> {
	const works = async (...command: string[]) =>
		await ended(command).then(
			({ code }) => code === 0,
			() => false
		);
	const root = process.getuid?.() === 0;
	return {
		apt: await works('apt-get', '--version'),
		root,
		sudo: !root && (await works('sudo', '-n', 'true'))
	};
}
