import { json } from '@sveltejs/kit';
import { databaseHealth } from '#lib/server/db/health.ts';
import { workerHealth } from '#lib/server/worker/heartbeat.ts';
import { db } from '#src/app.server.ts';
import { pushHealth } from '#src/routes/push-health.server.ts';
import { version } from '../../../../package.json';
import type { RequestHandler } from './$types';

const TIMEOUT_MS = 2000;

/** For whoever watches the node: 200 where a report would arrive on the walls and its alarms be raised, 503 where not. No more is told to strangers. */
export const GET: RequestHandler = async () => {
	const [database, push, worker] = await Promise.all([
		databaseHealth(db, TIMEOUT_MS),
		pushHealth(TIMEOUT_MS),
		workerHealth(db, TIMEOUT_MS)
	]);
	const ok = database.ok && push.ok && worker.ok;
	return json(
		{ status: ok ? 'ok' : 'failing', version, database, push, worker },
		{ status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
