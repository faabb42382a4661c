import { identify, stillValid } from '#lib/features/account/identify.server.ts';
import { authSettings } from '#lib/server/auth/settings.ts';
import { openDb } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { startPush } from '#lib/server/realtime/server.ts';
import { setTimeZone } from '#lib/time.ts';
import type { Who } from '#lib/who.ts';
import { readEnv } from './environment.ts';
import { mayFollow, mayPush } from './push-access.ts';

/**
 * The push process: journal, hub and sockets, with the product's people, and nothing that could keep a screen
 * waiting (what polls and parses is the worker's). It decides by the same rules as the app. It can die and come back
 * at any time; the screens go on from their cursors.
 */
const env = readEnv();
setTimeZone(env.TIME_ZONE);
if (!env.DATABASE_URL)
	throw new Error('DATABASE_URL is not set: use npm start, which provides it.');
const settings = authSettings(env);
const db = openDb(env.DATABASE_URL, { max: 6 });

const server = await startPush<Who>({
	databaseUrl: env.DATABASE_URL,
	host: env.HOST,
	port: env.PUSH_PORT,
	origin: new URL(env.ORIGIN).origin,
	log,
	authenticate: async (headers) => {
		const who = await identify(db, settings, headers);
		return who && mayPush(who) ? who : null;
	},
	mayRead: (who, topic) => mayFollow(db, who, topic),
	stillValid: (whos) => stillValid(db, whos)
});
log.info({ port: server.port }, 'push listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void server
			.stop()
			.then(() => db.end())
			.then(() => process.exit(0));
	});
}
