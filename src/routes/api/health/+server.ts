import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { databaseHealth } from '#lib/server/db/health.ts';
import { db, env } from '#src/app.server.ts';
import { version } from '../../../../package.json';
import type { RequestHandler } from './$types';

const TIMEOUT_MS = 2000;

const PushHealth = z.object({ status: z.literal('ok'), lagMs: z.number() });

/** For whoever watches the node: 200 where a report would arrive on the walls, 503 where it would not. No more is told to strangers. */
export const GET: RequestHandler = async ({ fetch }) => {
	const [database, push] = await Promise.all([databaseHealth(db, TIMEOUT_MS), pushHealth(fetch)]);
	const ok = database.ok && push.ok;
	return json(
		{ status: ok ? 'ok' : 'failing', version, database, push },
		{ status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};

async function pushHealth(ask: typeof fetch): Promise<{ ok: boolean; lagMs: number | null }> {
	const gone = { ok: false, lagMs: null };
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await ask(`http://127.0.0.1:${env.PUSH_PORT}/health`, { signal });
		const said = PushHealth.safeParse(await response.json());
		return said.success ? { ok: response.ok, lagMs: said.data.lagMs } : gone;
	} catch {
		// Not there, or not in time: that is the answer.
		return gone;
	}
}
