import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of `worker/` in mediasoup 3.27.1 as published (mediasoup-3.27.1.tgz: sha256 8ff08878ec3c859d4404b35da1785740f1b75ce5127affd488938db3006dcea4). */
export const SOURCE_SHA256 = 'f1fbb2dce9d826f5db0c0a801fa71cc0af13a9af1b435114f70e25da74b299d8';

/** The hash of all names and contents under `worker/` of an installed mediasoup. What is built there is not in it. */
export function sourceHash(mediasoup: string): string {
	const hash = createHash('sha256');
	const files = globSync('worker/**/*', { cwd: mediasoup, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(mediasoup, path.join(entry.parentPath, entry.name)))
		.filter((file) => !file.startsWith('worker/out/') && !file.startsWith('worker/prebuild/'))
		.sort();
	for (const file of files) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(mediasoup, file)))
			.update('\0');
	}
	return hash.digest('hex');
}
