import { z } from 'zod';
import { MediaEvent } from './events.ts';
import { RoomRules } from './room-rules.ts';
import { PeerId, RoomId, RoomState, WorkerProgram } from './shared.ts';

/** The rules of a room. `version` grows with each change of them. */
export const Arrangement = z.object({
	roomId: RoomId,
	version: z.number().int().min(1),
	rules: RoomRules
});
export type Arrangement = z.infer<typeof Arrangement>;

/**
 * The app drives the media server by these. `POST /control/<verb>` on the media port with the question as
 * JSON and `Authorization: Bearer <shared secret>`. 200 with the answer; 400, 401, 404, 409, 503 with a `ControlError`.
 *
 * All of them may be asked twice: the second time changes nothing.
 */
export const control = {
	/** As `arrange`, and opens the room where it is not. Needed before the first ticket is of use. */
	ensureRoom: {
		ask: Arrangement,
		answer: z.object({ created: z.boolean(), room: RoomState })
	},
	/**
	 * From now on these rules hold in the room, whole; answered when they are carried out: who is muted is silent, who
	 * is out is gone. One that is not newer than what holds changes nothing, so it does not matter in which
	 * order they come, nor how often.
	 */
	arrange: { ask: Arrangement, answer: z.object({ version: z.number().int() }) },
	/** Everybody is told and sent home; tickets of this room are of no more use. */
	closeRoom: { ask: z.object({ roomId: RoomId }), answer: z.object({ closed: z.boolean() }) },
	room: { ask: z.object({ roomId: RoomId }), answer: z.object({ room: RoomState }) },
	rooms: { ask: z.object({}), answer: z.object({ rooms: z.array(RoomState) }) },
	/**
	 * These persons' sessions or rights have ended: their seats end, and their resume tokens are of no more use. Answers
	 * with the seats that were there.
	 */
	expirePeers: {
		ask: z.object({ peerIds: z.array(PeerId).max(500) }),
		answer: z.object({ expired: z.array(PeerId) })
	},
	/**
	 * Events after a cursor, oldest first, at most `limit`. With none there, waits up to `waitMs` for one. Begin with
	 * `log: null, after: 0`; go on with what the answer says, kept in the same transaction as what was made of the events.
	 */
	events: {
		ask: z.object({
			log: z.uuid().nullable(),
			after: z.number().int().min(0),
			limit: z.number().int().min(1).max(500).default(200),
			waitMs: z.number().int().min(0).max(25_000).default(0)
		}),
		answer: z.object({
			/** Names the log that the numbers belong to. Another one than asked for: read from its beginning. */
			log: z.uuid(),
			after: z.number().int(),
			/** True where events that were asked for are no longer kept. Compare with `rooms` then. */
			gap: z.boolean(),
			events: z.array(MediaEvent)
		})
	},
	metrics: {
		ask: z.object({}),
		answer: z.object({
			program: WorkerProgram,
			rooms: z.number(),
			peers: z.number(),
			workers: z.array(
				z.object({
					pid: z.number(),
					port: z.number(),
					rooms: z.number(),
					/** Milliseconds of processor time since it began. */
					cpuMs: z.number(),
					memoryMb: z.number(),
					restarts: z.number()
				})
			),
			/** Of the streams that are open now, each since it began. */
			packetsIn: z.number(),
			packetsOut: z.number(),
			bytesIn: z.number(),
			bytesOut: z.number()
		})
	}
};
export type ControlName = keyof typeof control;
export type Ask<N extends ControlName> = z.input<(typeof control)[N]['ask']>;
/** As the handler gets it: with defaults filled in. */
export type Asked<N extends ControlName> = z.output<(typeof control)[N]['ask']>;
export type Answer<N extends ControlName> = z.infer<(typeof control)[N]['answer']>;
export type ControlHandlers = {
	[N in ControlName]: (asked: Asked<N>) => Promise<Answer<N>> | Answer<N>;
};

/** `unavailable`: the worker program is not there yet, or just being replaced; ask again. */
export const ControlError = z.object({
	code: z.enum(['unauthorized', 'invalid', 'not_found', 'unavailable', 'bug']),
	message: z.string(),
	program: WorkerProgram.optional()
});
export type ControlError = z.infer<typeof ControlError>;

/** `GET /health`, for anybody who reaches the port. */
export const MediaHealth = z.object({
	status: z.enum(['ok', 'preparing', 'failing']),
	program: WorkerProgram
});
export type MediaHealth = z.infer<typeof MediaHealth>;
