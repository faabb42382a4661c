import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { askMedia } from '#lib/server/media/control.ts';
import type { Answer } from '../../../../media-server/contract/control.ts';
import { cardNow } from './cards.server.ts';
import { isSilenced } from './rules.ts';
import type { ConsultationCard } from './schema.ts';

type Room = Answer<'room'>['room'];
type Peer = Room['peers'][number];

/**
 * Makes the media room as the database says that it is: who is heard, who has the floor, who is out, whether it is
 * open at all (CN8). May be done at any time, by any process, again and again. `isPatient`: a media server
 * that does not answer is no refusal, because the follower does it when it is back.
 */
export async function conform(
	db: Db,
	id: string,
	{ isPatient = false }: { isPatient?: boolean } = {}
): Promise<void> {
	try {
		let card = await cardNow(db, id);
		for (;;) {
			await carryOut(card);
			// Another act may have been written and carried out between our reading and our doing.
			const now = await cardNow(db, id);
			if (now.version === card.version) return;
			card = now;
		}
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== 'unavailable') throw error;
		if (isPatient) return;
		throw new Failure('unavailable', m.consultation_media_later({ why: error.message }), {
			cause: error
		});
	}
}

/** Nobody is in a room that is not there: nothing to do until the first one enters. */
async function carryOut(card: ConsultationCard) {
	if (card.closedAt !== null) {
		await askMedia('closeRoom', { roomId: card.id });
		return;
	}
	const room = await roomOf(card.id);
	if (room) await arrange(card, room);
}

async function roomOf(roomId: string): Promise<Room | null> {
	try {
		return (await askMedia('room', { roomId })).room;
	} catch (error) {
		if (error instanceof Failure && error.code === 'not_found') return null;
		throw error;
	}
}

async function arrange(card: ConsultationCard, room: Room) {
	const roomId = card.id;
	for (const peer of room.peers) {
		if (card.removedIds.includes(peer.personId))
			await askMedia('removePeer', { roomId, peerId: peer.peerId });
	}
	const peers = room.peers.filter(({ personId }) => !card.removedIds.includes(personId));
	if (room.allMuted !== card.isMutedAll)
		await askMedia('muteAll', { roomId, muted: card.isMutedAll });
	const floor = floorOf(card, room, peers);
	if (floor !== room.floor) await askMedia('giveFloor', { roomId, peerId: floor });
	// Those two mute and unmute by rules of the room; what the card says of each is settled last.
	const { room: now } = await askMedia('room', { roomId });
	for (const peer of now.peers) {
		const muted = isSilenced(card, { personId: peer.personId, unitId: peer.unit.id });
		if (peer.chairMuted.includes('microphone') !== muted)
			await askMedia('mutePeer', { roomId, peerId: peer.peerId, source: 'microphone', muted });
	}
}

/** The room gives the floor to a seat, we to a unit: to the one who has it already, else to who came first. */
function floorOf({ floorUnitId }: ConsultationCard, room: Room, peers: Peer[]): string | null {
	if (floorUnitId === null) return null;
	const ofUnit = peers.filter(({ unit }) => unit.id === floorUnitId);
	const holder = ofUnit.find(({ peerId }) => peerId === room.floor) ?? ofUnit[0];
	return holder?.peerId ?? null;
}
