import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';

/** The SHA-256 by which a mend knows the file that it is for, in hexadecimal. */
export function sha256(bytes: Buffer | string): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Puts the mended copy in the file's place in one step: nobody ever loads half of it. */
export function replaceFile(file: string, content: Buffer | string) {
	writeFileSync(`${file}.new`, content);
	renameSync(`${file}.new`, file);
}
