import { execFile, spawn } from 'node:child_process';
import {
	chownSync,
	closeSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { as, type Owner } from './owner.ts';
import { findPostmaster, type Postmaster } from './postmaster.ts';

/** Recovery after a crash replays the journal since the last checkpoint; on a slow disk that takes minutes. */
const READY_WITHIN_MS = 5 * 60_000;

const SETTINGS = {
	listen_addresses: '127.0.0.1',
	// A socket would need a folder whose path is short and that both users may enter; loopback needs none.
	unix_socket_directories: '',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_min_messages: 'warning',
	// Compiling our short queries costs more than it saves.
	jit: 'off'
};

/** For tests, where a power cut may lose everything. Never for the product. */
const THROW_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface Launch {
	binaries: Binaries;
	owner: Owner;
	/** PostgreSQL's own folder. */
	folder: string;
	/** Where PostgreSQL's own words go; inside no folder of PostgreSQL's user. */
	log: string;
	throwAway: boolean;
}

/**
 * `initdb`, with one superuser and his password. It works beside `folder` and renames at the end: who
 * is killed in the middle leaves nothing that looks like a cluster.
 */
export async function makeCluster(
	{ binaries, owner, folder, throwAway }: Launch,
	{ user, password }: { user: string; password: string }
) {
	const unfinished = `${folder}.new`;
	rmSync(unfinished, { recursive: true, force: true });
	const passwordFile = `${folder}.password`;
	rmSync(passwordFile, { force: true });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (owner) chownSync(passwordFile, owner.uid, owner.gid);
	try {
		await promisify(execFile)(
			path.join(binaries.bin, 'initdb'),
			[
				`--pgdata=${unfinished}`,
				`--username=${user}`,
				`--pwfile=${passwordFile}`,
				'--auth=scram-sha-256',
				'--encoding=UTF8',
				// With plain C, trigram search on Chinese finds nothing.
				'--locale=C.UTF-8',
				...(throwAway ? ['--no-sync'] : [])
			],
			as(owner)
		);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	renameSync(unfinished, folder);
}

/** Starts PostgreSQL on `port` and resolves when it accepts connections. */
export async function launch(what: Launch, port: number): Promise<Postmaster> {
	const settings = { ...SETTINGS, ...(what.throwAway ? THROW_AWAY : {}), port };
	const log = openSync(what.log, 'a', 0o600);
	const child = spawn(
		path.join(what.binaries.bin, 'postgres'),
		['-D', what.folder, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)],
		// In a session of its own: Ctrl-C in the terminal is for us, and we stop it last.
		{ ...as(what.owner), detached: true, stdio: ['ignore', log, log] }
	);
	closeSync(log);
	child.unref();
	return untilReady(what.folder, () => {
		if (child.exitCode !== null || child.signalCode !== null) throw lastWords(what.log);
	});
}

/** Resolves when the postmaster of `folder`, which somebody started, accepts connections. `check` throws when it never will. */
export async function untilReady(folder: string, check?: () => void): Promise<Postmaster> {
	const limit = Date.now() + READY_WITHIN_MS;
	while (Date.now() < limit) {
		const postmaster = findPostmaster(folder);
		if (postmaster?.status === 'ready') return postmaster;
		check?.();
		await sleep(20);
	}
	throw new Error(`PostgreSQL in ${folder} is still not ready after ${READY_WITHIN_MS} ms.`);
}

function lastWords(log: string): Error {
	const words = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
	return new Error(`PostgreSQL did not start. The end of ${log}:\n${words}`);
}
