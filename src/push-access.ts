import {
	authorizeReading as authorizeConsultations,
	visibleCard
} from '#lib/features/consultation/visible.server.ts';
import {
	authorizeReading as authorizeIncidents,
	requireVisible
} from '#lib/features/incident/visible.server.ts';
import { may } from '#lib/features/journal/permissions.ts';
import { unitsById } from '#lib/features/unit/queries.server.ts';
import { Failure } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { isJournalTopic, type Topic } from '#lib/realtime/protocol.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';

/** Who may open the push line at all. */
export const mayPush = ({ via }: Who): boolean =>
	via.kind === 'session' || via.scopes.includes('push');

/**
 * Who follows which topic. A unit's lines: who reads reports there, their own unit's or one below it. Presence: who sees the
 * incident, or whose unit was called to the consultation (RT7). Administrators follow none of them, by office.
 */
export async function mayFollow(db: Db, who: Who, topic: Topic): Promise<boolean> {
	const reader = asReader(who);
	const id = topic.slice(topic.indexOf(':') + 1);
	if (isJournalTopic(topic)) {
		const [unit] = await unitsById(db, [id]);
		return unit !== undefined && may(reader, 'journal.read', unit.path);
	}
	if (!Id.safeParse(id).success) return false;
	try {
		return topic.startsWith('consultation:')
			? await wasCalled(db, reader, id)
			: await seesIncident(db, reader, id);
	} catch (error) {
		if (error instanceof Failure) return false;
		throw error;
	}
}

async function seesIncident(db: Db, who: Who, id: string): Promise<boolean> {
	authorizeIncidents(who);
	await requireVisible(db, who, id);
	return true;
}

async function wasCalled(db: Db, who: Who, id: string): Promise<boolean> {
	authorizeConsultations(who);
	const { units } = await visibleCard(db, who, id);
	return units.some(({ unitId }) => unitId === who.unitId);
}

/** The scope `push` is that of reading what is pushed, so a token needs no other for it. */
function asReader(who: Who): Who {
	if (who.via.kind === 'session') return who;
	return { ...who, via: { ...who.via, scopes: [...who.via.scopes, 'read'] } };
}
