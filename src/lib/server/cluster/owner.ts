import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Who runs PostgreSQL: the user `postgres` where we are root, which PostgreSQL refuses to be; else ourselves. */
export type Owner = { uid: number; gid: number } | null;

/** Where a cluster goes when its user cannot reach the project's own folder. */
const SYSTEM_FOLDER = '/var/lib/watchfire';

export function clusterOwner(): Owner {
	if (process.getuid?.() !== 0) return null;
	try {
		const id = (flag: string) =>
			Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
		return { uid: id('-u'), gid: id('-g') };
	} catch (cause) {
		throw new Error(
			'PostgreSQL refuses to run as root, and this machine has no user "postgres" to run it: create one (useradd --system postgres), or start Watchfire as an ordinary user.',
			{ cause }
		);
	}
}

/** Options of `child_process` that run a command as `owner`. */
export function as(owner: Owner) {
	return {
		cwd: '/',
		// Nothing of ours (PGDATA, PGPORT, LC_ALL …) may change what PostgreSQL does.
		env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC' },
		...owner
	} satisfies ExecFileSyncOptions;
}

/**
 * The folder for a cluster of `dataDir`: inside it where `owner` can get there, else (a clone under
 * /root, which only root may enter) one below /var/lib that belongs to this very `dataDir`.
 */
export function clusterFolder(dataDir: string, owner: Owner): string {
	if (canEnter(dataDir, owner)) return path.join(dataDir, 'postgres');
	const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
	return path.join(SYSTEM_FOLDER, mark, 'postgres');
}

/** Makes `folder`, for `owner` alone. Folders above it that are missing can be passed by anyone, but not read. */
export function makeFolder(folder: string, owner: Owner) {
	mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (owner) chownSync(folder, owner.uid, owner.gid);
}

function canEnter(folder: string, owner: Owner): boolean {
	if (!owner) return true;
	try {
		execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as(owner), stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
