import { z } from 'zod';
import { LeaveReason, PeerId, RoomId, Seat, Source } from './shared.ts';

/**
 * What happened in the rooms, for the app to write into its journal. Kept on disk and numbered without gaps,
 * so a reader that was away goes on where it stopped.
 */
const peer = { roomId: RoomId, peerId: PeerId, seat: Seat };

export const MediaHappening = z.discriminatedUnion('type', [
	z.object({ type: z.literal('room.opened'), roomId: RoomId }),
	z.object({ type: z.literal('room.closed'), roomId: RoomId }),
	/** The worker died; the room is back by itself and its peers come again. */
	z.object({ type: z.literal('room.lost'), roomId: RoomId }),
	z.object({ type: z.literal('room.recovered'), roomId: RoomId, tookMs: z.number() }),
	/** "Mute all", or its end. The peers that it changed follow, each with a `peer.muted`. */
	z.object({ type: z.literal('room.muted'), roomId: RoomId, muted: z.boolean() }),
	z.object({ type: z.literal('peer.joined'), ...peer }),
	z.object({ type: z.literal('peer.left'), ...peer, reason: LeaveReason }),
	/** By the chair: one, or each that "mute all" changed. */
	z.object({ type: z.literal('peer.muted'), ...peer, source: Source, muted: z.boolean() }),
	z.object({
		type: z.literal('floor.given'),
		roomId: RoomId,
		peerId: PeerId.nullable(),
		seat: Seat.nullable()
	}),
	z.object({ type: z.literal('screen.started'), ...peer }),
	z.object({ type: z.literal('screen.ended'), ...peer })
]);
export type MediaHappening = z.infer<typeof MediaHappening>;

/** `id` is the same however often it is read: fit to be the id of a journal line. */
export const MediaEvent = z.object({
	number: z.number().int().min(1),
	id: z.uuid(),
	at: z.iso.datetime(),
	happening: MediaHappening
});
export type MediaEvent = z.infer<typeof MediaEvent>;
