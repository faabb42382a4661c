import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FeedKind } from './schema.ts';

/** A file that was changed just now may still be being written. */
const SETTLED_MS = 1500;
/** In one look; the rest at the next. */
const MOST_FILES = 200;

const endings: Record<FeedKind, RegExp> = { cap: /\.(xml|cap)$/i, usgs: /\.(json|geojson)$/i };

export type FoundFile = { name: string; path: string; mark: string };

/** The feed's files whose mark (size and time of change) is not the one in `read`, the oldest first. */
export async function newFiles(
	folder: string,
	kind: FeedKind,
	read: ReadonlyMap<string, string>,
	now: Date
): Promise<FoundFile[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries
		// No links: a folder that an agency writes to must not open others.
		.filter(
			(entry) => entry.isFile() && !entry.name.startsWith('.') && endings[kind].test(entry.name)
		)
		.map(({ name }) => name);
	const found: (FoundFile & { changedMs: number })[] = [];
	for (const name of names) {
		const file = path.join(folder, name);
		const { size, mtimeMs } = await stat(file);
		const mark = `${size} ${Math.round(mtimeMs)}`;
		if (read.get(name) === mark || now.getTime() - mtimeMs < SETTLED_MS) continue;
		found.push({ name, path: file, mark, changedMs: mtimeMs });
	}
	return found.sort((a, b) => a.changedMs - b.changedMs).slice(0, MOST_FILES);
}

/** Its bytes, or null when it is larger than `limit` or gone by now. */
export async function readWithin(file: string, limit: number): Promise<Uint8Array | null> {
	try {
		return (await stat(file)).size > limit ? null : await readFile(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
