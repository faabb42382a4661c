import { statfs } from 'node:fs/promises';
import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { databaseFacts, databaseHealth } from '#lib/server/db/health.ts';
import { askMedia, mediaHealth } from '#lib/server/media/control.ts';
import { workerHealth } from '#lib/server/worker/heartbeat.ts';
import type { Who } from '#lib/who.ts';
import { db, env } from '#src/app.server.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import { pushHealth } from '#src/routes/push-health.server.ts';
import { version } from '../../../../package.json';
import type { PageServerLoad } from './$types';
import { may as mayFeed } from '#lib/features/feed/permissions.ts';
import { may as mayUnit } from '#lib/features/unit/permissions.ts';

const TIMEOUT_MS = 2000;

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('node:state');
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	if (!mayUnit(who, 'node.read', who.unitPath)) error(403, m.errors_forbidden());
	const [database, push, worker, media, disk, feeds] = await Promise.all([
		databaseState(),
		pushHealth(TIMEOUT_MS),
		workerHealth(db, TIMEOUT_MS),
		mediaState(),
		diskState(),
		feedsOf(who)
	]);
	return { at: new Date(), version, database, push, worker, media, disk, feeds };
};

/** Facts are asked only of a database that answers. */
async function databaseState() {
	const health = await databaseHealth(db, TIMEOUT_MS);
	return { ...health, facts: health.ok ? await databaseFacts(db) : null };
}

/** The media server's word on its worker program, and where it has one, on its rooms and workers. */
async function mediaState() {
	const health = await mediaHealth(TIMEOUT_MS);
	if (health?.status !== 'ok') return { health, metrics: null };
	return { health, metrics: await askMedia('metrics', {}).catch(() => null) };
}

/** Room on the disk where database and uploads grow. Bytes. */
async function diskState() {
	const { bsize, blocks, bavail } = await statfs(env.DATA_DIR);
	return { freeBytes: bsize * bavail, totalBytes: bsize * blocks };
}

/** Null for those who may not see the feeds. */
const feedsOf = async (who: Who) =>
	mayFeed(who, 'feed.read', who.unitPath) ? (await pageCaller(who).feed.list()).feeds : null;
