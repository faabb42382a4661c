import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run, type RunOptions } from './run.ts';

/** Written after a build: the hash of what it was made of. */
const STAMP = path.join(ROOT, 'build/sources.sha256');

/** All that the built app depends on. Commands, tests and what compiling messages writes are not in it. */
const SOURCES = [
	'src/**/*',
	'static/**/*',
	'media-server/contract/**/*',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];
const NOT_SOURCES =
	/^src\/(commands|lib\/paraglide)\/|^src\/project\.inlang\/(?!settings\.json$)|\.test\.ts$|\/SPEC\.md$/;

export function isBuilt(): boolean {
	return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesHash();
}

/** Builds the app into build/. */
export async function build(options: RunOptions = {}) {
	// Before, not after: what is changed while the build runs makes it stale.
	const hash = sourcesHash();
	const program = ['node', 'src/commands/support/vite-build.ts'];
	await run(program, { ...options, env: { NODE_ENV: 'production', ...options.env } });
	writeFileSync(STAMP, hash);
}

/** Whether a change of this file (from the project's folder) makes the build stale. */
export function isSource(file: string): boolean {
	return !NOT_SOURCES.test(file);
}

/** By content, so that a branch switched to and back costs no build. Some 10 ms a megabyte. */
function sourcesHash(): string {
	const hash = createHash('sha256');
	const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
		.filter(isSource)
		.sort();
	for (const file of files) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(ROOT, file)))
			.update('\0');
	}
	return hash.digest('hex');
}
