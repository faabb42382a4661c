import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret that signs session cookies. */
export const authSecret = (dataDir: string) => secret(dataDir, 'auth-secret');

/** The secret of app and media server: it signs tickets, and who has it drives the media server. */
export const mediaSecret = (dataDir: string) => secret(dataDir, 'media-secret');

/** Made once, kept in the data folder, readable by us alone. */
function secret(dataDir: string, name: string): string {
	const file = path.resolve(dataDir, name);
	if (!existsSync(file)) {
		mkdirSync(dataDir, { recursive: true, mode: 0o711 });
		// Renamed into place, so that a power cut leaves no half secret.
		writeFileSync(`${file}.new`, randomBytes(48).toString('base64url'), { mode: 0o600 });
		renameSync(`${file}.new`, file);
	}
	return readFileSync(file, 'utf8').trim();
}
