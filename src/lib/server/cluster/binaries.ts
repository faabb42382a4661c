import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const OLDEST = 15;

/** A PostgreSQL installation that has PostGIS. `bin` is the folder of `postgres` and `initdb`. */
export interface Binaries {
	bin: string;
	/** Major version. */
	version: number;
}

/** Every PostgreSQL (≥ 15) with PostGIS on this machine, newest first. Needs `pg_config` beside the server. */
export function findBinaries(): Binaries[] {
	return candidates()
		.map(inspect)
		.filter((binaries) => binaries !== null)
		.sort((a, b) => b.version - a.version);
}

/** Where distributions put the server: Debian and Ubuntu, Fedora and PGDG, Homebrew, Postgres.app; then PATH. */
function candidates(): string[] {
	const versioned = [
		...below('/usr/lib/postgresql', /^\d+$/),
		...below('/usr', /^pgsql-\d+$/),
		...below('/opt/homebrew/opt', /^postgresql(@\d+)?$/),
		...below('/usr/local/opt', /^postgresql(@\d+)?$/),
		...below('/Applications/Postgres.app/Contents/Versions', /^\d+$/)
	].map((folder) => path.join(folder, 'bin'));
	const inPath = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
	return [...new Set([...versioned, ...inPath])];
}

function below(folder: string, name: RegExp): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((entry) => name.test(entry))
		.map((entry) => path.join(folder, entry));
}

function inspect(bin: string): Binaries | null {
	const tools = ['postgres', 'initdb', 'pg_config'].map((tool) => path.join(bin, tool));
	if (!tools.every((tool) => existsSync(tool))) return null;
	try {
		const config = (flag: string) =>
			execFileSync(path.join(bin, 'pg_config'), [flag], { encoding: 'utf8' }).trim();
		const version = Number(/\d+/.exec(config('--version'))?.[0]);
		const postgis = path.join(config('--sharedir'), 'extension', 'postgis.control');
		return version >= OLDEST && existsSync(postgis) ? { bin, version } : null;
	} catch {
		// A broken installation is as good as none: the next candidate may work.
		return null;
	}
}
