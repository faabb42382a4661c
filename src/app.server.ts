import { building } from '$app/environment';
import { readEnv } from '#src/environment.ts';
import { authSettings } from '#lib/server/auth/settings.ts';
import { openDb } from '#lib/server/db/client.ts';
import { mediaAddress, reachMedia } from '#lib/server/media/control.ts';

/** The build loads this module to look at the routes; it never asks the database anything. */
const STAND_IN = {
	DATABASE_URL: 'postgres://nowhere',
	AUTH_SECRET: 'only while building '.repeat(2)
};

/**
 * What the app process has one of. Imported by hooks and routes only: features are given their `db`, and
 * the push process opens its own.
 */
export const env = building ? readEnv(STAND_IN) : readEnv();

if (env.DATABASE_URL === undefined) {
	throw new Error('DATABASE_URL is not set: use npm start, which brings a database, or set it.');
}
export const db = openDb(env.DATABASE_URL);
export const settings = authSettings(env);
reachMedia(mediaAddress(env));

// adapter-node has answered its last request. Open connections would keep the process until it is killed.
if (!building) {
	(process as NodeJS.EventEmitter).once('sveltekit:shutdown', () => void db.end());
}
