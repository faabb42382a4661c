import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';

/** The push protocol. SPEC.md beside this file says it in words, for writers of other clients. */
export const PROTOCOL_VERSION = 1;

/** The WebSocket subprotocol that a client may offer, and the only one that the server speaks. */
export const SUBPROTOCOL = `watchfire.v${PROTOCOL_VERSION}`;

/** A version that a client may offer, ours or another. */
export const ANY_SUBPROTOCOL = /^watchfire\.v\d{1,4}$/;

/** A longer message from a client is a bad one. Bytes. */
export const MAX_MESSAGE_BYTES = 8 * 1024;

/** What PostgreSQL's `xid8` and `bigint` hold: what lies beyond is no place of any journal. */
const MOST_XID = 2n ** 64n - 1n;
const MOST_SEQ = 2n ** 63n - 1n;

/** A place in the journal: `xid.seq`, both decimal. Compare with `isAfter`, never as text or numbers. */
export const Cursor = z
	.string()
	.regex(/^\d{1,20}\.\d{1,19}$/, { abort: true, error: m.input_id_wrong })
	.refine(
		(place) => {
			const [xid = '', seq = ''] = place.split('.');
			return BigInt(xid) <= MOST_XID && BigInt(seq) <= MOST_SEQ;
		},
		{ error: m.input_id_wrong }
	);
export type Cursor = z.infer<typeof Cursor>;

/** A cursor and the journal (which node, which database) that it belongs to. */
export type Place = { journal: string; cursor: Cursor };

/** One line of the journal, as it travels. */
export const Entry = z.object({
	cursor: Cursor,
	id: z.uuid(),
	at: z.iso.datetime({ offset: true }),
	actor: z.string().nullable(),
	actorName: z.string(),
	type: z.string(),
	subject: z.string(),
	scope: z.array(z.string()),
	payload: z.unknown()
});
export type Entry = z.infer<typeof Entry>;

/**
 * `unit:<id>` carries journal lines: ordered, replayed, without gaps.
 * `incident:<id>` and `consultation:<id>` carry presence: newest wins, no replay.
 */
export const Topic = z.string().regex(/^(unit|incident|consultation):[\w-]{1,64}$/);
export type Topic = z.infer<typeof Topic>;

export const isJournalTopic = (topic: Topic) => topic.startsWith('unit:');

/** Who is present. Said by the server, never by the client. */
export type Peer = { personId: string; name: string; unitName: string };

const PresenceState = z.record(z.string(), z.unknown());
export type PresenceState = z.infer<typeof PresenceState>;

export const ClientMessage = z.discriminatedUnion('kind', [
	/** `cursor` null: from now on, after a `snapshot` answer. A topic of presence has no cursor. */
	z.object({ kind: z.literal('subscribe'), topic: Topic, cursor: Cursor.nullable() }),
	z.object({ kind: z.literal('unsubscribe'), topic: Topic }),
	/** To everybody in an `incident:` or `consultation:` topic that one is subscribed to. `state` null: gone. */
	z.object({ kind: z.literal('presence'), topic: Topic, state: PresenceState.nullable() })
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What a client's frame says; null where it is none of this protocol, whatever its bytes are. */
export function readMessage(frame: ArrayBuffer): ClientMessage | null {
	if (frame.byteLength > MAX_MESSAGE_BYTES) return null;
	try {
		return ClientMessage.parse(JSON.parse(new TextDecoder().decode(frame)));
	} catch {
		return null;
	}
}

/** Looked at for what the streams need: a line is not to be lost for the form of its instant. */
const WireEntry = Entry.extend({ id: z.string(), at: z.string() });

export const ServerMessage = z.discriminatedUnion('kind', [
	/**
	 * The first frame. `journal` names the database: cursors of another one mean nothing here. A client that speaks
	 * another `version` reads no further.
	 */
	z.object({
		kind: z.literal('hello'),
		version: z.int(),
		journal: z.string(),
		heartbeatMs: z.number().positive()
	}),
	/**
	 * What follows of this topic answers the subscription from `cursor`. What comes before may still be of
	 * an earlier one, and lie ahead of it.
	 */
	z.object({ kind: z.literal('replay'), topic: Topic, cursor: Cursor }),
	/** Each topic is a stream of its own: a line in two of a client's topics comes once in each. */
	z.object({ kind: z.literal('entry'), topic: Topic, entry: WireEntry }),
	/** Caught up: from here entries come as they happen. `cursor`: the newest line covered, ours or not. */
	z.object({ kind: z.literal('live'), topic: Topic, cursor: Cursor }),
	/** No cursor, one too far behind or one of another database: ask your queries again, then follow from `cursor`. */
	z.object({ kind: z.literal('snapshot'), topic: Topic, cursor: Cursor }),
	z.object({ kind: z.literal('refused'), topic: z.string(), reason: z.string() }),
	/** `peer` is one connection: a person with two windows is there twice. */
	z.object({
		kind: z.literal('presence'),
		topic: Topic,
		peer: z.string(),
		personId: z.string(),
		name: z.string(),
		unitName: z.string(),
		state: PresenceState.nullable()
	}),
	/** Every heartbeat. All lines up to `cursor` of live topics have been sent; the data are as of `at` less `lagMs`. */
	z.object({
		kind: z.literal('pulse'),
		at: z.string(),
		lagMs: z.number(),
		cursor: Cursor
	})
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/** A frame as this version knows it; null for one that it does not know, which a client passes over (RT2). */
export function readFrame(frame: string): ServerMessage | null {
	try {
		return ServerMessage.parse(JSON.parse(frame));
	} catch {
		return null;
	}
}

export const encode = (message: ServerMessage) => JSON.stringify(message);

/** An `entry` frame from an entry that is already JSON: a line in ten topics is encoded once. */
export const entryFrame = (topic: Topic, entryJson: string) =>
	`{"kind":"entry","topic":"${topic}","entry":${entryJson}}`;

/** True where cursor `a` lies behind `b` in the journal. Null lies before everything. */
export function isAfter(a: Cursor, b: Cursor | null): boolean {
	if (b === null) return true;
	const [aXid = '0', aSeq = '0'] = a.split('.');
	const [bXid = '0', bSeq = '0'] = b.split('.');
	const [x, y] = [BigInt(aXid), BigInt(bXid)];
	return x === y ? BigInt(aSeq) > BigInt(bSeq) : x > y;
}

/** Why the server closed a socket. Codes 4000–4999 are ours (RFC 6455, 7.4.2). */
export const CloseCode = {
	/** The server is stopping; come back. */
	goingAway: 1001,
	/** The database did not answer; come back. */
	tryAgain: 1013,
	/** The frames were not taken in time; come back with your last cursor. */
	tooSlow: 4001,
	/** Signed out, revoked or expired; sign in again. */
	signedOut: 4003,
	/** The client offered a version of the protocol that is not spoken here (any more): load the page anew. */
	outdated: 4426,
	/** A message that this protocol does not know, or one that is too long. */
	badMessage: 4400,
	/** More than `MAX_MESSAGES_PER_S` messages in a second. */
	tooMany: 4429
} as const;

/** What a client may send in one second. */
export const MAX_MESSAGES_PER_S = 100;
