import { spawn, type ChildProcess } from 'node:child_process';
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

/** A Node program that we keep running. */
export interface Service {
	name: string;
	/** File and arguments, for Node. */
	script: string[];
	env: Record<string, string>;
	/** Where it listens when it is ready; null: it has no port, and says `ready` by its channel to us. */
	listens: { host: string; port: number } | null;
}

/** A service once started. `child` null: the system did not even try. `ended` never rejects. */
type Running = { child: ChildProcess | null; ended: Promise<string> };

/** Keeps services and the database running until `stop`, which ends them in the reverse order of their start. */
export class Supervisor {
	readonly #runFolder: RunFolder;
	readonly #stopping = new AbortController();
	readonly #children = new Map<string, ChildProcess>();
	readonly #loops: Promise<void>[] = [];

	constructor(runFolder: RunFolder) {
		this.#runFolder = runFolder;
	}

	/** Resolves when the service is ready; throws when it ends before. After that it is started again whenever it ends. */
	async start(service: Service) {
		const first = this.#spawn(service);
		const ended = new AbortController();
		void first.ended.then(() => ended.abort());
		await ready(service, first, AbortSignal.any([ended.signal, this.#stopping.signal]));
		this.#loops.push(this.#keep(service, first));
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

	async #keep(service: Service, first: Running) {
		let running = first;
		let waitMs = FIRST_WAIT_MS;
		for (;;) {
			const begin = Date.now();
			const how = await running.ended;
			if (this.#stopping.signal.aborted) return;
			if (Date.now() - begin > HEALTHY_AFTER_MS) waitMs = FIRST_WAIT_MS;
			console.error(`${service.name} ended (${how}). Starting it again in ${waitMs} ms.`);
			await this.#pause(waitMs);
			waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
			if (this.#stopping.signal.aborted) return;
			running = this.#spawn(service);
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

	#spawn({ name, script, env }: Service): Running {
		let child: ChildProcess;
		try {
			child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...script], {
				cwd: ROOT,
				env: childEnv(env),
				stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
				// In a session of its own: Ctrl-C reaches only us, and we end the services in order.
				detached: true
			});
		} catch (error) {
			// Of some reasons `spawn` tells at once, of others by an event.
			return { child: null, ended: Promise.resolve((error as Error).message) };
		}
		this.#children.set(name, child);
		if (child.pid !== undefined) this.#runFolder.note(name, child.pid);
		return { child, ended: endOf(child) };
	}

	/** Returns early when `stop` is called. */
	async #pause(ms: number) {
		await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
	}
}

/** Resolves with how it ended, or why the system did not start it: too many processes, too many open files. */
function endOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve) => {
		child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
		// Not once: without a listener a signal or a message that fails later would be thrown.
		child.on('error', (error) => {
			if (child.pid === undefined) resolve(error.message);
		});
	});
}

/** Resolves when somebody accepts connections where the service should, or when it says itself that it is ready. */
async function ready({ name, listens }: Service, { child }: Running, ended: AbortSignal) {
	const limit = Date.now() + READY_WITHIN_MS;
	let said = false;
	child?.once('message', () => (said = true));
	while (!(listens ? await accepts(listens.host, listens.port) : said)) {
		if (ended.aborted) throw new Stop(`${name} ended before it was ready; see its words above.`);
		if (Date.now() > limit) {
			throw new Stop(
				listens
					? `${name} does not listen on port ${listens.port}.`
					: `${name} does not say that it is ready.`
			);
		}
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
