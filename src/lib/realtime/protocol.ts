import { z } from 'zod';

/** The push protocol. SPEC.md beside this file says it in words. */
export const PROTOCOL_VERSION = 1;

/** A place in the journal: `xid.seq`, both decimal. Compare with `isAfter`, never as text. */
export const Cursor = z.string().regex(/^\d{1,20}\.\d{1,19}$/);
export type Cursor = z.infer<typeof Cursor>;

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
 * `incident:<id>` carries presence: newest wins, no replay.
 */
export const Topic = z.string().regex(/^(unit|incident):[\w-]{1,64}$/);
export type Topic = z.infer<typeof Topic>;

export const isJournalTopic = (topic: Topic) => topic.startsWith('unit:');

export const ClientMessage = z.discriminatedUnion('kind', [
	/** `cursor` null: from now on, after a `snapshot` answer. */
	z.object({ kind: z.literal('subscribe'), topic: Topic, cursor: Cursor.nullable() }),
	z.object({ kind: z.literal('unsubscribe'), topic: Topic }),
	/** To everybody in an `incident:` topic. `state` null: gone. */
	z.object({ kind: z.literal('presence'), topic: Topic, state: z.record(z.string(), z.unknown()).nullable() })
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export type ServerMessage =
	| { kind: 'hello'; version: typeof PROTOCOL_VERSION; node: string; heartbeatMs: number }
	| { kind: 'entry'; entry: Entry }
	/** Caught up: from here entries come as they happen. `cursor` is the newest line covered, ours or not. */
	| { kind: 'live'; topic: Topic; cursor: Cursor }
	/** No cursor, one too far behind or one of another database: ask your queries again, then follow from `cursor`. */
	| { kind: 'snapshot'; topic: Topic; cursor: Cursor }
	| { kind: 'refused'; topic: string; reason: string }
	| { kind: 'presence'; topic: Topic; peer: string; state: Record<string, unknown> | null }
	/** Every heartbeat: proves that the line and the journal's reader live. `lagMs`: age of the reader's last look. */
	| { kind: 'pulse'; at: string; lagMs: number };

export const encode = (message: ServerMessage) => JSON.stringify(message);

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
	/** The frames were not taken in time; come back with your last cursor. */
	tooSlow: 4001,
	/** Signed out, revoked or expired; sign in again. */
	signedOut: 4003,
	/** A message that this protocol does not know. */
	badMessage: 4400,
	/** The server is stopping; come back. */
	goingAway: 1001
} as const;
