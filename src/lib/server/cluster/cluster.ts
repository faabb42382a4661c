import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import type { Binaries } from './binaries.ts';
import { launch, makeCluster, untilReady, type Launch } from './launch.ts';
import { recall, remember, type Memory } from './memory.ts';
import { clusterOwner, makeFolder } from './owner.ts';
import { freePort, isFree } from './ports.ts';
import { clearLeftovers, findPostmaster, type Postmaster } from './postmaster.ts';
import { end, signal, waitUntilGone } from './processes.ts';

const USER = 'watchfire';
const STOPPED_WITHIN_MS = 20_000;

/**
 * A private PostgreSQL of one data folder: made at first use, reachable over loopback with a password
 * that is only in the data folder, and found again whatever was killed before.
 */
export class Cluster {
	readonly #dataDir: string;
	readonly #memory: Memory;
	readonly #launch: Launch;

	/**
	 * Reads or chooses the place. Makes nothing but the data folder. `installed`: what `findBinaries`
	 * says; an old cluster gets the version that made it. `throwAway` trades safety for speed, for tests.
	 */
	constructor(installed: Binaries[], dataDir: string, { throwAway = false } = {}) {
		// Others may pass through (PostgreSQL's own user must), but not read.
		mkdirSync(dataDir, { recursive: true, mode: 0o711 });
		this.#dataDir = realpathSync(dataDir);
		const owner = clusterOwner();
		this.#memory = recall(this.#dataDir, owner);
		const folder = path.resolve(this.#dataDir, this.#memory.folder, 'cluster');
		this.#launch = {
			binaries: fitting(installed, folder),
			owner,
			folder,
			log: path.join(this.#dataDir, 'postgres.log'),
			throwAway
		};
	}

	/** PostgreSQL's own folder. */
	get folder(): string {
		return this.#launch.folder;
	}

	/** The folder is not in the data folder, because PostgreSQL's user cannot enter that. */
	get isElsewhere(): boolean {
		return path.isAbsolute(this.#memory.folder);
	}

	get exists(): boolean {
		return versionOf(this.folder) !== null;
	}

	get postmaster(): Postmaster | null {
		return findPostmaster(this.folder);
	}

	/** Makes the cluster, not yet running. */
	async create() {
		makeFolder(path.dirname(this.folder), this.#launch.owner);
		remember(this.#dataDir, this.#memory);
		await makeCluster(this.#launch, { user: USER, password: this.#memory.password });
	}

	/**
	 * Starts it, made before where it is missing, or takes over the one that still runs from an earlier
	 * start. Resolves when it accepts connections. `samePort`: throws rather than move, because somebody
	 * was told its address.
	 */
	async start({ samePort = false } = {}): Promise<'started' | 'already running'> {
		if (!this.exists) await this.create();
		const running = this.postmaster;
		if (running?.status === 'stopping') await waitUntilGone(running, STOPPED_WITHIN_MS);
		else if (running) {
			this.#rememberPort((await untilReady(this.folder)).port);
			return 'already running';
		}
		await clearLeftovers(this.folder);
		const { port } = this.#memory;
		const canStay = port !== 0 && (await isFree(port));
		if (samePort && !canStay) throw new Error(`The database's port ${port} is taken.`);
		if (!canStay) this.#rememberPort(await freePort());
		await launch(this.#launch, this.#memory.port);
		return 'started';
	}

	/** Rolls back what is open, closes its sessions, writes everything down and stops. */
	async stop() {
		const running = this.postmaster;
		// SIGINT is PostgreSQL's "fast shutdown".
		if (running) await end(running, 'SIGINT', STOPPED_WITHIN_MS);
	}

	/** Ends it as a crash would. For drills and tests. */
	async kill() {
		const running = this.postmaster;
		if (!running) return;
		signal(running.pid, 'SIGKILL');
		await waitUntilGone(running, STOPPED_WITHIN_MS);
	}

	/** Stops it and deletes it. For tests. */
	async destroy() {
		await this.stop();
		// One folder up is ours alone, too, where it is not the data folder.
		const top = path.dirname(this.folder);
		rmSync(this.isElsewhere ? path.dirname(top) : top, { recursive: true, force: true });
	}

	/** Creates the database unless it is there, and returns its address, which is valid while the cluster runs. */
	async database(name: string): Promise<string> {
		const sql = postgres(this.url('postgres'), { max: 1, onnotice: () => {} });
		try {
			const found = await sql`select 1 from pg_database where datname = ${name}`;
			if (found.length === 0) await sql`create database ${sql(name)}`;
		} finally {
			await sql.end();
		}
		return this.url(name);
	}

	/** The address of a database of this cluster, with the password. */
	url(database: string): string {
		const { password, port } = this.#memory;
		return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
	}

	#rememberPort(port: number) {
		this.#memory.port = port;
		remember(this.#dataDir, this.#memory);
	}
}

/** The major version that made the cluster in `folder`, or null where there is none. */
function versionOf(folder: string): number | null {
	const file = path.join(folder, 'PG_VERSION');
	return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
}

function fitting(installed: Binaries[], folder: string): Binaries {
	const version = versionOf(folder);
	const found = installed.find((binaries) => version === null || binaries.version === version);
	if (found) return found;
	throw new Error(
		`The database in ${folder} was made by PostgreSQL ${version}; install that version with PostGIS, or use another DATA_DIR.`
	);
}
