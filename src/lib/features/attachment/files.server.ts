import { open, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Where the bytes lie: `<folder>/<attachment id>` from the first byte on, beside it the thumbnail. */
export class Files {
	readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
	}

	of(id: string): string {
		return path.join(this.folder, id);
	}

	thumbnailOf(id: string): string {
		return path.join(this.folder, `${id}.thumbnail.webp`);
	}
}

/** Writes the file as a whole or not at all. */
export async function writeWhole(to: string, bytes: Buffer) {
	const draft = `${to}.new`;
	try {
		const file = await open(draft, 'w');
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, to);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

/** Bytes that an ordinary user may still write where the folder lies. */
export async function freeBytesOf(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
