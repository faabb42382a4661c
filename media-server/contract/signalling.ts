import { z } from 'zod';
import { TICKET_MAX_CHARS } from './constants.ts';
import type { RoomRules } from './room-rules.ts';
import { LeaveReason, PeerCard, PeerId, RoomState, Source } from './shared.ts';
import { TicketFault } from './ticket.ts';

/**
 * Between one page and the media server, over a WebSocket at `/media`. Each frame is one JSON text.
 * The page asks (`Question`) and gets one `Reply` for each; the server tells (`Notice`) unasked.
 * The first question is `join` or `resume`, within `JOIN_WITHIN_MS`.
 */

/** Capabilities and parameters of WebRTC: mediasoup's own shapes, which mediasoup checks itself. */
const Rtc = z.record(z.string(), z.unknown());
const id = z.uuid();

/** 0 is the smallest picture (a quarter of the width), 2 the whole one. */
const Layer = z.number().int().min(0).max(2);

export const TransportOptions = z.object({
	transportId: id,
	iceParameters: Rtc,
	iceCandidates: z.array(Rtc),
	dtlsParameters: Rtc
});

/** What a page needs to begin, or to begin again. */
const Entered = z.object({
	peerId: PeerId,
	/** For `resume`; each entering gives a new one. Good while the seat is kept. */
	resumeToken: z.string(),
	routerRtpCapabilities: Rtc,
	room: RoomState
});
export type Entered = z.infer<typeof Entered>;

export const signalling = {
	join: { ask: z.object({ ticket: z.string().max(TICKET_MAX_CHARS) }), answer: Entered },
	resume: { ask: z.object({ resumeToken: z.string().max(TICKET_MAX_CHARS) }), answer: Entered },
	leave: { ask: z.object({}), answer: z.object({}) },
	createTransport: {
		ask: z.object({ direction: z.enum(['send', 'receive']) }),
		answer: TransportOptions
	},
	connectTransport: {
		ask: z.object({ transportId: id, dtlsParameters: Rtc }),
		answer: z.object({})
	},
	restartIce: { ask: z.object({ transportId: id }), answer: z.object({ iceParameters: Rtc }) },
	/** One stream for each source. A viewer is refused. */
	produce: {
		ask: z.object({
			transportId: id,
			source: Source,
			kind: z.enum(['audio', 'video']),
			rtpParameters: Rtc,
			muted: z.boolean().default(false)
		}),
		answer: z.object({ producerId: id })
	},
	closeProducer: { ask: z.object({ producerId: id }), answer: z.object({}) },
	/** The sender's own mute. */
	muteProducer: { ask: z.object({ producerId: id, muted: z.boolean() }), answer: z.object({}) },
	/** Begins paused: ask `resumeConsumer` when the track is in its place. */
	consume: {
		ask: z.object({
			transportId: id,
			producerId: id,
			rtpCapabilities: Rtc,
			/** The largest picture wanted at first. */
			spatialLayer: Layer.optional()
		}),
		answer: z.object({
			consumerId: id,
			producerId: id,
			kind: z.enum(['audio', 'video']),
			rtpParameters: Rtc
		})
	},
	resumeConsumer: { ask: z.object({ consumerId: id }), answer: z.object({}) },
	pauseConsumer: { ask: z.object({ consumerId: id }), answer: z.object({}) },
	closeConsumer: { ask: z.object({ consumerId: id }), answer: z.object({}) },
	/** The best that is wanted; the server sends less where the line does not carry it. */
	preferLayers: {
		ask: z.object({ consumerId: id, spatialLayer: Layer, temporalLayer: Layer.optional() }),
		answer: z.object({})
	}
};
export type SignalName = keyof typeof signalling;
export type SignalAsk<N extends SignalName> = z.input<(typeof signalling)[N]['ask']>;
export type SignalAsked<N extends SignalName> = z.output<(typeof signalling)[N]['ask']>;
export type SignalAnswer<N extends SignalName> = z.infer<(typeof signalling)[N]['answer']>;

export const Question = z.object({
	id: z.number().int().min(0),
	ask: z.enum(Object.keys(signalling) as [SignalName, ...SignalName[]]),
	data: z.unknown()
});
export type Question = z.infer<typeof Question>;

/** `refused`: the role or the room's rules do not allow it. `not_found`: gone meanwhile. `unavailable`: the worker is being replaced. */
export const SignalError = z.object({
	code: z.enum(['ticket', 'refused', 'not_found', 'conflict', 'invalid', 'unavailable', 'bug']),
	message: z.string(),
	ticket: TicketFault.optional()
});
export type SignalError = z.infer<typeof SignalError>;

export type Reply =
	{ kind: 'answer'; id: number; data: unknown } | { kind: 'error'; id: number; error: SignalError };

export type Notice =
	| { kind: 'pulse' }
	/** A peer came, or anything on his card changed: the whole card, so applying it twice is harmless. */
	| { kind: 'peer'; peer: PeerCard }
	| { kind: 'peerLeft'; peerId: string; reason: LeaveReason }
	/** Other rules hold from now on, all of them. */
	| { kind: 'rules'; rules: RoomRules }
	| { kind: 'consumerClosed'; consumerId: string }
	/** What is sent now; null: nothing, the line does not carry it or the sender has stopped. */
	| {
			kind: 'layers';
			consumerId: string;
			spatialLayer: number | null;
			temporalLayer: number | null;
	  }
	/** Some three times a second, those that can be heard, the loudest first. dBov: -127 (silence) to 0. */
	| { kind: 'levels'; levels: { peerId: string; dBov: number }[] }
	| { kind: 'activeSpeaker'; peerId: string | null }
	/** The worker died. The room comes back: `resume` on a new socket, at once, with the token. */
	| { kind: 'roomLost'; resumeInMs: number }
	| { kind: 'roomClosed' };

export type ServerMessage = Reply | Notice;
