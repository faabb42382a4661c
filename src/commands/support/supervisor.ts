import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '#lib/server/cluster/cluster.ts';
import { end, identify } from '#lib/server/cluster/processes.ts';
import { childEnv, ROOT, Stop } from './run.ts';
import type { RunFolder } from './run-folder.ts';

/*
 * Why not `concurrently` or the like: it ends its children all at once (we need the app before the
 * push process before the database), its back-off never returns to zero, it runs commands through a
 * shell (which cuts the channel that lets a child see a killed parent), and it knows nothing of a
 * database that it did not start.
 */

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** A service that ran this long was healthy: the next crash starts the back-off anew. */
const HEALTHY_AFTER_MS = 30_000;
const READY_WITHIN_MS = 60_000;
const ENDED_WITHIN_MS = 8_000;
const DATABASE_CHECK_MS = 500;

const FOLLOW_PARENT = fileURLToPath(new URL('./follow-parent.ts', import.meta.url));

/** A Node program that listens on a port. */
export interface Service {
	name: string;
	/** File and arguments, for Node. */
	script: string[];
	env: Record<string, string>;
	host: string;
	port: number;
}

/** Keeps services and the database running until `stop`, which ends them in the reverse order of their start. */
export class Supervisor {
	readonly #runFolder: RunFolder;
	readonly #stopping = new AbortController();
	readonly #children = new Map<string, ChildProcess>();
	readonly #loops: Promise<void>[] = [];

	constructor(runFolder: RunFolder) {
		this.#runFolder = runFolder;
	}

	/** Resolves when the service listens; throws when it ends before. After that it is started again whenever it ends. */
	async start(service: Service) {
		const child = this.#spawn(service);
		const ended = new AbortController();
		child.once('exit', () => ended.abort());
		await listening(service, AbortSignal.any([ended.signal, this.#stopping.signal]));
		this.#loops.push(this.#keep(service, child));
	}

	/** Starts the database again whenever it has gone. Its address stays the same. */
	watch(cluster: Cluster) {
		this.#loops.push(this.#keepDatabase(cluster));
	}

	/** Ends a service; it is started again at once. For development. */
	restart(name: string) {
		this.#children.get(name)?.kill('SIGTERM');
	}

	/** Ends the services, the last one first. The database is left to its owner. */
	async stop() {
		this.#stopping.abort();
		for (const [name, child] of [...this.#children].reverse()) {
			const running = child.pid === undefined ? null : identify(child.pid);
			if (running) await end(running, 'SIGTERM', ENDED_WITHIN_MS);
			this.#runFolder.forget(name);
		}
		await Promise.all(this.#loops);
	}

	async #keep(service: Service, first: ChildProcess) {
		let child = first;
		let waitMs = FIRST_WAIT_MS;
		for (;;) {
			const begin = Date.now();
			const how = await exited(child);
			if (this.#stopping.signal.aborted) return;
			if (Date.now() - begin > HEALTHY_AFTER_MS) waitMs = FIRST_WAIT_MS;
			console.error(`${service.name} ended (${how}). Starting it again in ${waitMs} ms.`);
			await this.#pause(waitMs);
			waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
			if (this.#stopping.signal.aborted) return;
			child = this.#spawn(service);
		}
	}

	async #keepDatabase(cluster: Cluster) {
		let waitMs = DATABASE_CHECK_MS;
		while (!this.#stopping.signal.aborted) {
			await this.#pause(waitMs);
			if (this.#stopping.signal.aborted || cluster.postmaster) continue;
			console.error('The database ended. Starting it again.');
			try {
				await cluster.start({ samePort: true });
				waitMs = DATABASE_CHECK_MS;
			} catch (error) {
				console.error(error instanceof Error ? error.message : error);
				waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
			}
		}
	}

	#spawn({ name, script, env }: Service): ChildProcess {
		const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...script], {
			cwd: ROOT,
			env: childEnv(env),
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			// In a session of its own: Ctrl-C reaches only us, and we end the services in order.
			detached: true
		});
		this.#children.set(name, child);
		if (child.pid !== undefined) this.#runFolder.note(name, child.pid);
		return child;
	}

	/** Returns early when `stop` is called. */
	async #pause(ms: number) {
		await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
	}
}

async function exited(child: ChildProcess): Promise<string> {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
	return child.signalCode ?? `exit code ${child.exitCode}`;
}

/** Resolves when somebody accepts connections where the service should. */
async function listening({ name, host, port }: Service, ended: AbortSignal) {
	const limit = Date.now() + READY_WITHIN_MS;
	while (!(await accepts(host, port))) {
		if (ended.aborted) throw new Stop(`${name} ended before it was ready; see its words above.`);
		if (Date.now() > limit) throw new Stop(`${name} does not listen on port ${port}.`);
		await sleep(30);
	}
}

/** An address that means "all of this machine" is reached over loopback. */
function accepts(host: string, port: number): Promise<boolean> {
	const at = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
	return new Promise((resolve) => {
		const socket = connect({ port, host: at });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
