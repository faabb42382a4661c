import { Failure, invariant } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/client.ts';
import { askMedia, signTicket } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import { arrangeRoomSometime } from './arranging.server.ts';
import { mediaFailure } from './media.server.ts';
import { visibleCard } from './visible.server.ts';
import { refusedEntry } from './rules.ts';
import type { ConsultationCard } from './schema.ts';
import { entryText } from './words.ts';

/**
 * A ticket into the room: for this person, this room, this role, for a minute, once (CN4). Writes nothing. Makes the
 * room, with its rules, if it is not there. Refused where they are not called, were sent out, or it is closed;
 * `unavailable` where the media server cannot be reached or has no worker yet.
 */
export async function takeTicket(db: Db, who: Who, id: string): Promise<{ ticket: string }> {
	const card = await enterable(db, who, id);
	const { personId, name, unitId, unitName, via } = who;
	invariant(via.kind === 'session', 'no token may join a consultation');
	const seat = { personId, name, unit: { id: unitId, name: unitName }, role: 'speaker' as const };
	try {
		await askMedia('ensureRoom', {
			roomId: id,
			version: card.version,
			rules: RoomRules.parse(card)
		});
		// Closed while the room was being made: then it must not stay.
		await enterable(db, who, id).catch(async (error: unknown) => {
			await arrangeRoomSometime(db, id);
			throw error;
		});
		return { ticket: signTicket(id, seat, via.sessionId) };
	} catch (error) {
		throw mediaFailure(error);
	}
}

async function enterable(db: Db, who: Who, id: string): Promise<ConsultationCard> {
	const card = await visibleCard(db, who, id);
	const refused = refusedEntry(who, card);
	if (!refused) return card;
	throw new Failure(refused === 'closed' ? 'conflict' : 'forbidden', entryText(refused));
}
