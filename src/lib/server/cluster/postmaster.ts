import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, processesIn, worksIn, type ProcessIdentity } from './processes.ts';

/** PostgreSQL's main process, as its own file `postmaster.pid` tells. */
export interface Postmaster extends ProcessIdentity {
	port: number;
	/** Only `ready` accepts connections; `starting` includes recovery after a crash. */
	status: 'starting' | 'ready' | 'stopping';
}

const ORPHANS_END_WITHIN_MS = 15_000;

/** The postmaster that runs on the cluster in `folder`, whoever started it, or null. */
export function findPostmaster(folder: string): Postmaster | null {
	const lines = pidFile(folder);
	if (!lines) return null;
	const pid = Number(lines[0]);
	const found = identify(pid);
	// After a restart of the machine another program may have the number by now.
	if (!found || (process.platform === 'linux' && !worksIn(pid, realpathSync(folder)))) return null;
	const status = lines[7]?.trim();
	return {
		...found,
		port: Number(lines[3]),
		status: status === 'ready' || status === 'stopping' ? status : 'starting'
	};
}

/**
 * Makes the way free for a new postmaster after the old one was killed. Its backends end by
 * themselves within moments; only when none is left may a `postmaster.pid` go whose number another
 * program has now (PostgreSQL itself would take that program for a postmaster and refuse to start).
 */
export async function clearLeftovers(folder: string) {
	const limit = Date.now() + ORPHANS_END_WITHIN_MS;
	for (let left = processesIn(realpathSync(folder)); left.length > 0;) {
		if (Date.now() > limit) {
			throw new Error(
				`Processes of an earlier PostgreSQL still use ${folder} and do not end: ${left.join(', ')}.`
			);
		}
		await sleep(50);
		left = processesIn(realpathSync(folder));
	}
	if (process.platform === 'linux') rmSync(path.join(folder, 'postmaster.pid'), { force: true });
}

/** Lines of `postmaster.pid`: pid, folder, start time, port, socket folder, address, memory key, status. */
function pidFile(folder: string): string[] | null {
	try {
		return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return null;
	}
}
