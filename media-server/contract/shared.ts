import { z } from 'zod';
import { RoomRules } from './room-rules.ts';

/** What app, browser and media server all speak of. Types and Zod only: nothing here runs anything. */

export const RoomId = z.uuid();
/** One seat in one room: the id of the ticket that it came in with. It stays over reconnects. */
export const PeerId = z.uuid();

export const SessionId = z.uuid();

/** `viewer` sees and hears; `speaker` also sends. Who has the chair is told by the room's rules. */
export const MediaRole = z.enum(['speaker', 'viewer']);
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

/** One sent stream. `muted`: by its sender. It is silent when that, or when the room's rules hold it back. */
export const StreamCard = z.object({ producerId: z.uuid(), source: Source, muted: z.boolean() });
export type StreamCard = z.infer<typeof StreamCard>;

export const PeerCard = Seat.extend({
	peerId: PeerId,
	/** ISO instant of the first coming in; a reconnect does not change it. */
	joinedAt: z.iso.datetime(),
	/** False while the line is lost and the seat is kept for it. */
	connected: z.boolean(),
	streams: z.array(StreamCard)
});
export type PeerCard = z.infer<typeof PeerCard>;

export const RoomState = z.object({
	roomId: RoomId,
	openedAt: z.iso.datetime(),
	/** False while its worker is being replaced. */
	alive: z.boolean(),
	/** Of the rules: a later arrangement has a higher one. */
	version: z.number().int(),
	rules: RoomRules,
	peers: z.array(PeerCard)
});
export type RoomState = z.infer<typeof RoomState>;

/** Why a seat is empty again. */
export const LeaveReason = z.enum([
	'left', // said so
	'lost', // the line went and did not come back in time
	'removed', // by the chair
	'expired', // the session ended, or the right to take part
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
