import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { clusterFolder, type Owner } from './owner.ts';

/** What a cluster must remember between starts, in `postgres.json` in the data folder, readable by us alone. */
const Memory = z.object({
	/** Relative to the data folder where it is inside, so that the project may be moved. */
	folder: z.string(),
	/** 0 before the first start. */
	port: z.number(),
	password: z.string()
});
export type Memory = z.infer<typeof Memory>;

/** What is remembered in `dataDir` (a real path), or, for a new cluster, a place for it and a new password. */
export function recall(dataDir: string, owner: Owner): Memory {
	const file = path.join(dataDir, 'postgres.json');
	if (existsSync(file)) return Memory.parse(JSON.parse(readFileSync(file, 'utf8')));
	const folder = clusterFolder(dataDir, owner);
	const inside = path.relative(dataDir, folder);
	return {
		folder: inside.startsWith('..') ? folder : inside,
		port: 0,
		password: randomBytes(24).toString('base64url')
	};
}

export function remember(dataDir: string, memory: Memory) {
	const file = path.join(dataDir, 'postgres.json');
	writeFileSync(`${file}.new`, `${JSON.stringify(memory, null, '\t')}\n`, { mode: 0o600 });
	renameSync(`${file}.new`, file);
}
