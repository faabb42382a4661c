import { z } from 'zod';
import { PeerId, RoomId, Seat, Source } from '../contract/shared.ts';
import type { MediaEvent } from '../contract/events.ts';

const StandingPeer = z.object({
	peerId: PeerId,
	seat: Seat,
	joinedAt: z.iso.datetime(),
	chairMuted: z.array(Source),
	/** Shows his screen. */
	sharing: z.boolean()
});
export type StandingPeer = z.infer<typeof StandingPeer>;

/** An open room as the events tell of it: what a process that begins anew goes on from. */
export const StandingRoom = z.object({
	roomId: RoomId,
	openedAt: z.iso.datetime(),
	allMuted: z.boolean(),
	floor: PeerId.nullable(),
	peers: z.array(StandingPeer)
});
export type StandingRoom = z.infer<typeof StandingRoom>;

/** Changes `rooms` by what happened. */
export function applyEvent(rooms: Map<string, StandingRoom>, { at, happening }: MediaEvent) {
	const { roomId } = happening;
	if (happening.type === 'room.opened') {
		rooms.set(roomId, { roomId, openedAt: at, allMuted: false, floor: null, peers: [] });
		return;
	}
	const room = rooms.get(roomId);
	if (!room) return;
	const ofPeer = 'peerId' in happening ? happening.peerId : null;
	const peer = room.peers.find(({ peerId }) => peerId === ofPeer);
	switch (happening.type) {
		case 'room.closed':
			rooms.delete(roomId);
			return;
		case 'room.muted':
			room.allMuted = happening.muted;
			return;
		case 'floor.given':
			room.floor = happening.peerId;
			return;
		case 'peer.joined': {
			const { peerId, seat } = happening;
			room.peers.push({ peerId, seat, joinedAt: at, chairMuted: [], sharing: false });
			return;
		}
		case 'peer.left':
			room.peers = room.peers.filter(({ peerId }) => peerId !== happening.peerId);
			return;
		case 'peer.muted': {
			if (!peer) return;
			const others = peer.chairMuted.filter((source) => source !== happening.source);
			peer.chairMuted = happening.muted ? [...others, happening.source] : others;
			return;
		}
		case 'room.lost':
		case 'room.recovered':
			return;
		case 'screen.started':
		case 'screen.ended':
			if (peer) peer.sharing = happening.type === 'screen.started';
			return;
	}
}
