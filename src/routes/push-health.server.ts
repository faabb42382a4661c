import { z } from 'zod';
import { env } from '#src/app.server.ts';

const PushHealth = z.object({ status: z.literal('ok'), lagMs: z.number() });

/** What the push process says of itself within `withinMs`; `lagMs`: how far it is behind the journal. */
export async function pushHealth(withinMs: number): Promise<{ ok: boolean; lagMs: number | null }> {
	const gone = { ok: false, lagMs: null };
	try {
		const signal = AbortSignal.timeout(withinMs);
		const response = await fetch(`http://127.0.0.1:${env.PUSH_PORT}/health`, { signal });
		const said = PushHealth.safeParse(await response.json());
		return said.success ? { ok: response.ok, lagMs: said.data.lagMs } : gone;
	} catch {
		// Not there, or not in time: that is the answer.
		return gone;
	}
}
