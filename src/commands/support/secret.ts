import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret that signs session cookies: made once, kept in the data folder, readable by us alone. */
export function authSecret(dataDir: string): string {
	const file = path.resolve(dataDir, 'auth-secret');
	if (!existsSync(file)) {
		mkdirSync(dataDir, { recursive: true, mode: 0o711 });
		// Renamed into place, so that a power cut leaves no half secret.
		writeFileSync(`${file}.new`, randomBytes(48).toString('base64url'), { mode: 0o600 });
		renameSync(`${file}.new`, file);
	}
	return readFileSync(file, 'utf8').trim();
}
