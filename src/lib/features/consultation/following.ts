import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { Who } from '#lib/who.ts';
import { isConsultationEvent, type ConsultationEvent } from './events.ts';
import { may } from '../journal/permissions.ts';

const ASK_AGAIN_MS = 2500;

/**
 * Follows the consultations in the own unit's journal lines. An expert may not read those, because they carry its reports: for
 * him the question is asked again and again. `ask` fills what is shown; the returned function ends it.
 */
export function followOrAsk(
	connection: PushConnection,
	who: Who,
	ask: () => Promise<unknown>,
	apply: (event: ConsultationEvent) => unknown,
	cursor: string | null = null
): () => void {
	if (may(who, 'journal.read', [who.unitId])) {
		return connection.follow(`unit:${who.unitId}`, cursor, {
			onSnapshot: async () => void (await ask()),
			onEntry: (entry) => {
				if (isConsultationEvent(entry)) apply(entry);
			}
		});
	}
	// What fails now is asked again; the connection's own mark says that the line is gone.
	const once = () => void ask().catch(() => {});
	once();
	const again = setInterval(once, ASK_AGAIN_MS);
	return () => clearInterval(again);
}
