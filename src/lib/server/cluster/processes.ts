import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that can be told from a later one with the same pid: by when it started, in the system's own words. */
export interface ProcessIdentity {
	pid: number;
	startedAt: string;
}

/** The living process with this pid, or null. One that has ended and only waits to be collected counts as gone. */
export function identify(pid: number): ProcessIdentity | null {
	const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
	return startedAt ? { pid, startedAt } : null;
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
	return identify(pid)?.startedAt === startedAt;
}

/** Resolves true as soon as the process is gone, false after `timeoutMs`. */
export async function waitUntilGone(process: ProcessIdentity, timeoutMs: number): Promise<boolean> {
	const end = Date.now() + timeoutMs;
	while (isAlive(process)) {
		if (Date.now() > end) return false;
		await sleep(20);
	}
	return true;
}

/** Sends a signal; a process that is already gone is fine. */
export function signal(pid: number, name: NodeJS.Signals) {
	try {
		process.kill(pid, name);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
	}
}

/** Asks the process to end with `name`, and ends it by force when it has not after `timeoutMs`. */
export async function end(target: ProcessIdentity, name: NodeJS.Signals, timeoutMs: number) {
	if (!isAlive(target)) return;
	signal(target.pid, name);
	if (await waitUntilGone(target, timeoutMs)) return;
	signal(target.pid, 'SIGKILL');
	await waitUntilGone(target, timeoutMs);
}

/** Pids of the living processes whose working folder is `folder` (a real path). Linux only; elsewhere none. */
export function processesIn(folder: string): number[] {
	if (process.platform !== 'linux') return [];
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => worksIn(pid, folder));
}

/** Whether the process is alive and its working folder is `folder` (a real path). Linux only; elsewhere false. */
export function worksIn(pid: number, folder: string): boolean {
	try {
		return readlinkSync(`/proc/${pid}/cwd`) === folder && identify(pid) !== null;
	} catch {
		return false;
	}
}

/** proc(5): the fields after the last ")" are state (first) and start time in clock ticks (twentieth). */
function startOnLinux(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
	} catch {
		return null;
	}
}

function startByPs(pid: number): string | null {
	try {
		const [state = '', ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], {
			encoding: 'utf8'
		})
			.trim()
			.split(/\s+/);
		return state.startsWith('Z') ? null : start.join(' ');
	} catch {
		return null;
	}
}
