import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { askMedia, mediaHealth, programText, signTicket } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { visibleCard } from './visible.server.ts';
import { isChair, refusedEntry } from './rules.ts';

/**
 * A ticket into the room: for this person, this room, this role, for a minute, once (CN4). Writes nothing. Makes the
 * room if it is not there. Refused where he is not called, was sent out, or it is closed; `unavailable` where
 * the media server cannot be reached or has no worker yet.
 */
export async function takeTicket(db: Db, who: Who, id: string): Promise<{ ticket: string }> {
	const card = await visibleCard(db, who, id);
	const refused = refusedEntry(who, card);
	const words = {
		forbidden: m.errors_forbidden,
		notInvited: m.consultation_not_invited,
		closed: m.consultation_closed_already,
		removed: m.consultation_removed_you
	};
	if (refused) {
		const code = refused === 'closed' ? 'conflict' : 'forbidden';
		throw new Failure(code, words[refused]());
	}
	await askMedia('ensureRoom', { roomId: id });
	const { personId, name, unitId, unitName } = who;
	const role = isChair(who, card) ? 'chair' : 'speaker';
	return { ticket: signTicket(id, { personId, name, unit: { id: unitId, name: unitName }, role }) };
}

/** Whether sound and picture are to be had, and a sentence where they are not. */
export async function mediaState(): Promise<{ isReady: boolean; words: string }> {
	const health = await mediaHealth();
	const isReady = health?.program.state === 'ready' && health.status === 'ok';
	return { isReady, words: isReady ? '' : programText(health?.program) };
}
