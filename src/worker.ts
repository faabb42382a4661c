import { startSeatExpiry } from '#lib/features/consultation/expiring.server.ts';
import { startMediaFollower } from '#lib/features/consultation/following.server.ts';
import { startRollCallClosing } from '#lib/features/consultation/roll-call-mutations.server.ts';
import { startFeeds } from '#lib/features/feed/polling.server.ts';
import { startEscalation } from '#lib/features/report/escalation.server.ts';
import { openDb } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { mediaAddress, reachMedia } from '#lib/server/media/control.ts';
import type { Recurring } from '#lib/server/recurring.ts';
import { beat, startHeartbeat } from '#lib/server/worker/heartbeat.ts';
import { setTimeZone } from '#lib/time.ts';
import { readEnv } from './environment.ts';

/**
 * The worker process: what the product does by itself. It brings in what watched feeds have, alerts for reports that
 * nobody acknowledges, ends roll calls in time, follows the media server and ends seats in rooms with their persons' rights. Apart from push, so that nothing that is
 * polled or parsed keeps a screen waiting. It has no port: its heartbeat is in the database. It can die and come back
 * at any time, and several may run at once.
 */
const env = readEnv();
setTimeZone(env.TIME_ZONE);
if (!env.DATABASE_URL)
	throw new Error('DATABASE_URL is not set: use npm start, which provides it.');
const db = openDb(env.DATABASE_URL, { max: 8 });
reachMedia(mediaAddress(env));

const jobs: Record<string, Recurring> = {
	feeds: startFeeds(db),
	escalation: startEscalation(db),
	rollCalls: startRollCallClosing(db),
	...(env.MEDIA_SECRET !== undefined && {
		media: startMediaFollower(db),
		seats: startSeatExpiry(db)
	})
};
// Whoever waits for us finds the heartbeat there.
await beat(db, jobs);
const heartbeat = startHeartbeat(db, jobs);
process.send?.('ready');
log.info('the worker works');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void Promise.all([heartbeat, ...Object.values(jobs)].map((job) => job.stop()))
			.then(() => db.end())
			.then(() => process.exit(0));
	});
}
