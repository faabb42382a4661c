import { identify, stillValid } from '#lib/features/account/identify.server.ts';
import { requireVisible } from '#lib/features/incident/visible.server.ts';
import { visibleCard } from '#lib/features/consultation/visible.server.ts';
import { unitsById } from '#lib/features/unit/queries.server.ts';
import { Failure } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { isJournalTopic, type Topic } from '#lib/realtime/protocol.ts';
import { authSettings } from '#lib/server/auth/settings.ts';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { startPush } from '#lib/server/realtime/server.ts';
import { setTimeZone } from '#lib/time.ts';
import type { Who } from '#lib/who.ts';
import { readEnv } from './environment.ts';
import { may as mayIncident } from '#lib/features/incident/permissions.ts';
import { may as mayJournal } from '#lib/features/journal/permissions.ts';

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
	mayRead: (who, topic) => mayRead(db, who, topic),
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

function mayPush({ via }: Who): boolean {
	return via.kind === 'session' || via.scopes.includes('push');
}

/** A unit's lines: who reads reports there, his own unit's or one below it. Presence: who sees the incident, or was called to the consultation. */
async function mayRead(reader: Db, who: Who, topic: Topic): Promise<boolean> {
	const id = topic.slice(topic.indexOf(':') + 1);
	if (isJournalTopic(topic)) {
		const [unit] = await unitsById(reader, [id]);
		return unit !== undefined && mayJournal(asReader(who), 'journal.read', unit.path);
	}
	if (!Id.safeParse(id).success) return false;
	const visible = topic.startsWith('consultation:')
		? visibleCard(reader, who, id).then(({ units }) =>
				units.some((one) => one.unitId === who.unitId)
			)
		: requireVisible(reader, who, id).then(() =>
				mayIncident(asReader(who), 'incident.read', [who.unitId])
			);
	return visible.then(
		(isReader) => isReader,
		(error: unknown) => {
			if (error instanceof Failure) return false;
			throw error;
		}
	);
}

/** The scope `push` is that of reading what is pushed, so a token needs no other for it. */
function asReader(who: Who): Who {
	if (who.via.kind === 'session') return who;
	return { ...who, via: { ...who.via, scopes: [...who.via.scopes, 'read'] } };
}
