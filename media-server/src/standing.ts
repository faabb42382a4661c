import { z } from 'zod';
import { PeerId, RoomId, Seat } from '../contract/shared.ts';
import { RoomRules } from '../contract/room-rules.ts';
import type { MediaEvent } from '../contract/events.ts';

const StandingPeer = z.object({
	peerId: PeerId,
	seat: Seat,
	joinedAt: z.iso.datetime(),
	/** Shows his screen. */
	sharing: z.boolean()
});
export type StandingPeer = z.infer<typeof StandingPeer>;

/** An open room as the events tell of it: what a process that begins anew goes on from. */
export const StandingRoom = z.object({
	roomId: RoomId,
	openedAt: z.iso.datetime(),
	version: z.number().int(),
	rules: RoomRules,
	peers: z.array(StandingPeer)
});
export type StandingRoom = z.infer<typeof StandingRoom>;

/** Changes `rooms` by what happened. */
export function applyEvent(rooms: Map<string, StandingRoom>, { at, happening }: MediaEvent) {
	const { roomId } = happening;
	if (happening.type === 'room.opened') {
		const { version, rules } = happening;
		rooms.set(roomId, { roomId, openedAt: at, version, rules, peers: [] });
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
		case 'room.arranged':
			room.version = happening.version;
			room.rules = happening.rules;
			return;
		case 'peer.joined': {
			const { peerId, seat } = happening;
			room.peers.push({ peerId, seat, joinedAt: at, sharing: false });
			return;
		}
		case 'peer.left':
			room.peers = room.peers.filter(({ peerId }) => peerId !== happening.peerId);
			return;
		case 'room.lost':
		case 'room.recovered':
			return;
		case 'screen.started':
		case 'screen.ended':
			if (peer) peer.sharing = happening.type === 'screen.started';
			return;
	}
}
