import { z } from 'zod';
import { RoomRules } from './room-rules.ts';
import { LeaveReason, PeerId, RoomId, Seat, SessionId } from './shared.ts';

/**
 * What happened in the rooms, for the app to write into its journal. Kept on disk and numbered without gaps,
 * so a reader that was away goes on where it stopped.
 */
const peer = { roomId: RoomId, peerId: PeerId, seat: Seat };
const arrangement = { roomId: RoomId, version: z.number().int(), rules: RoomRules };

export const MediaHappening = z.discriminatedUnion('type', [
	z.object({ type: z.literal('room.opened'), ...arrangement }),
	z.object({ type: z.literal('room.arranged'), ...arrangement }),
	z.object({ type: z.literal('room.closed'), roomId: RoomId }),
	/** The worker died; the room is back by itself and its peers come again. */
	z.object({ type: z.literal('room.lost'), roomId: RoomId }),
	z.object({ type: z.literal('room.recovered'), roomId: RoomId, tookMs: z.number() }),
	z.object({ type: z.literal('peer.joined'), ...peer, sessionId: SessionId }),
	z.object({ type: z.literal('peer.left'), ...peer, reason: LeaveReason }),
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
