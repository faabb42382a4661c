import { z } from 'zod';

/** What app, browser and media server all speak of. Types and Zod only: nothing here runs anything. */

export const RoomId = z.uuid();
/** One seat in one room: the id of the ticket that it came in with. It stays over reconnects. */
export const PeerId = z.uuid();

/** `viewer` sees and hears; `speaker` also sends; `chair` as well, and is never muted by "mute all". */
export const MediaRole = z.enum(['chair', 'speaker', 'viewer']);
export type MediaRole = z.infer<typeof MediaRole>;

export const Source = z.enum(['microphone', 'camera', 'screen']);
export type Source = z.infer<typeof Source>;

const name = z.string().min(1).max(100);

/** Who sits there, as the ticket said. `name` is the person's. */
export const Seat = z.object({
	personId: z.string().min(1).max(64),
	name,
	unit: z.object({ id: z.string().min(1).max(64), name }),
	role: MediaRole
});
export type Seat = z.infer<typeof Seat>;

/** One sent stream. `muted`: by the sender himself. It is silent when that, or when its source is in `chairMuted`. */
export const StreamCard = z.object({ producerId: z.uuid(), source: Source, muted: z.boolean() });
export type StreamCard = z.infer<typeof StreamCard>;

export const PeerCard = Seat.extend({
	peerId: PeerId,
	/** ISO instant of the first coming in; a reconnect does not change it. */
	joinedAt: z.iso.datetime(),
	/** False while the line is lost and the seat is kept for it. */
	connected: z.boolean(),
	/** Sources that the chair has muted: the sender cannot lift that. */
	chairMuted: z.array(Source),
	streams: z.array(StreamCard)
});
export type PeerCard = z.infer<typeof PeerCard>;

export const RoomState = z.object({
	roomId: RoomId,
	openedAt: z.iso.datetime(),
	/** False while its worker is being replaced. */
	alive: z.boolean(),
	/** "Mute all" holds: who comes in is muted too, until it is lifted. */
	allMuted: z.boolean(),
	/** Who has the floor. */
	floor: PeerId.nullable(),
	peers: z.array(PeerCard)
});
export type RoomState = z.infer<typeof RoomState>;

/** Why a seat is empty again. */
export const LeaveReason = z.enum([
	'left', // said so
	'lost', // the line went and did not come back in time
	'removed', // by the chair
	'replaced', // the same person came in anew, from another page
	'refused', // broke the protocol
	'roomClosed'
]);
export type LeaveReason = z.infer<typeof LeaveReason>;

/** Where the program that moves the media is. `percent` 0–100; `step` and `why` are English sentences for operators. */
export const WorkerProgram = z.discriminatedUnion('state', [
	z.object({ state: z.literal('absent') }),
	z.object({ state: z.literal('downloading'), percent: z.number() }),
	z.object({ state: z.literal('building'), percent: z.number(), step: z.string() }),
	z.object({
		state: z.literal('ready'),
		origin: z.enum(['given', 'cached', 'downloaded', 'built']),
		version: z.string(),
		sha256: z.string()
	}),
	z.object({ state: z.literal('failed'), why: z.string() })
]);
export type WorkerProgram = z.infer<typeof WorkerProgram>;
