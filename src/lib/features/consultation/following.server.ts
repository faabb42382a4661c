import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import { log } from '#lib/server/log.ts';
import { askMedia } from '#lib/server/media/control.ts';
import { recurring, type Recurring } from '#lib/server/recurring.ts';
import type { Actor } from '#lib/who.ts';
import type { Answer } from '../../../../media-server/contract/control.ts';
import type { MediaEvent } from '../../../../media-server/contract/events.ts';
import { attendanceNow } from './cards.server.ts';
import { conform } from './conforming.server.ts';
import type { LeaveCause, ConsultationEvent } from './events.ts';
import { hold, renew } from './holding.server.ts';
import { attendance, consultation, mediaCursor } from './tables.server.ts';

const AT_ONCE = 100;
const WAIT_MS = 10_000;
/** Between two tries while the media server is away. */
const RETRY_MS = 1000;
/** Any number, but the same everywhere: one process at a time takes the media server's events. */
const FOLLOW_LOCK = 8_800_3001;

type Happening = MediaEvent['happening'];
type PeerEvent = MediaEvent & {
	happening: Extract<Happening, { type: 'peer.joined' | 'peer.left' }>;
};

/**
 * Writes what happens in the rooms into journal and attendance, each event once, and brings the rooms back to what the
 * database says when somebody comes, or when the media server comes back. Until stopped.
 */
export function startMediaFollower(
	db: Db,
	{ everyMs = 200, waitMs = WAIT_MS, retryMs = RETRY_MS } = {}
): Recurring {
	const abort = new AbortController();
	/** Not yet, or not since it last was gone. */
	let isKnown = false;
	const follow = async () => {
		try {
			if (!isKnown) await settle(db, abort.signal);
			isKnown = true;
			await takeEvents(db, { waitMs, signal: abort.signal });
		} catch (error) {
			if (!(error instanceof Failure) || error.code !== 'unavailable') throw error;
			if (abort.signal.aborted) return;
			if (isKnown) log.warn({ err: error.cause ?? error }, 'the media server does not answer');
			isKnown = false;
			// Told to stop, it ends at once; `recurring` looks whether to go on.
			await sleep(retryMs, undefined, { signal: abort.signal }).catch(() => {});
		}
	};
	const running = recurring('media events', follow, everyMs);
	return {
		get doneAt() {
			return running.doneAt;
		},
		stop: async () => {
			abort.abort();
			await running.stop();
		}
	};
}

/**
 * After a time in which the media server was gone: what is still told is read, who is noted as present and sits in no
 * room has left, and every room is brought to what the database says.
 */
export async function settle(db: Db, signal?: AbortSignal): Promise<void> {
	const asked = new Date();
	const { rooms } = await askMedia('rooms', {}, signal ? { signal } : {});
	while ((await takeEvents(db, { waitMs: 0 })) > 0);
	const seated = rooms.flatMap(({ peers }) => peers.map(({ peerId }) => peerId));
	const lost = await db
		.select({ id: attendance.id, consultationId: attendance.consultationId })
		.from(attendance)
		.where(and(isNull(attendance.leftAt), lt(attendance.joinedAt, asked)));
	for (const one of lost.filter(({ id }) => !seated.includes(id))) {
		await db.transaction((tx) =>
			leave(tx, one.consultationId, one.id, { cause: 'lost', at: asked })
		);
	}
	if (lost.length > 0) db.doorbell.ring();
	for (const { roomId } of rooms) await conformQuietly(db, roomId);
}

/**
 * Takes the next events: journal lines, attendance and cursor in one transaction. Returns how many there were. An
 * event that comes again after a crash is behind the cursor; its id is that of its line besides.
 */
export async function takeEvents(
	db: Db,
	{ waitMs = 0, signal }: { waitMs?: number; signal?: AbortSignal } = {}
): Promise<number> {
	const [cursor] = await db.select().from(mediaCursor);
	const question = { log: cursor?.log ?? null, after: cursor?.after ?? 0, limit: AT_ONCE, waitMs };
	const answer = await askMedia('events', question, {
		timeoutMs: waitMs + 5000,
		...(signal && { signal })
	});
	if (answer.events.length === 0 && answer.log === cursor?.log) return 0;
	const changed = await db.transaction((tx) => keep(tx, cursor, answer));
	db.doorbell.ring();
	for (const id of changed) await conformQuietly(db, id);
	return answer.events.length;
}

type Cursor = typeof mediaCursor.$inferSelect;

/** Returns the consultations whose rooms must be looked after. */
async function keep(
	tx: Tx,
	cursor: Cursor | undefined,
	{ log: mediaLog, after, gap, events }: Answer<'events'>
): Promise<Set<string>> {
	await tx.execute(sql`select pg_advisory_xact_lock(${FOLLOW_LOCK})`);
	const [now] = await tx.select().from(mediaCursor);
	const changed = new Set<string>();
	// Another process read the same and was faster.
	if (now?.log !== cursor?.log || now?.after !== cursor?.after) return changed;
	if (gap || (now && now.log !== mediaLog)) {
		log.warn({ from: now, to: mediaLog }, 'the media server’s events begin anew');
		await leaveAll(tx);
	}
	for (const event of events) {
		const id = await take(tx, event);
		if (id) changed.add(id);
	}
	await tx
		.insert(mediaCursor)
		.values({ id: 'media', log: mediaLog, after })
		.onConflictDoUpdate({ target: mediaCursor.id, set: { log: mediaLog, after } });
	return changed;
}

async function take(tx: Tx, event: MediaEvent): Promise<string | null> {
	const { happening } = event;
	switch (happening.type) {
		case 'peer.joined':
			return await join(tx, { ...event, happening });
		case 'peer.left':
			await leave(tx, happening.roomId, happening.peerId, {
				cause: causes[happening.reason],
				at: new Date(event.at),
				lineId: event.id
			});
			return happening.roomId;
		case 'room.recovered':
			return happening.roomId;
		default:
			// Mutes and the floor have lines of their own, written before they were carried out.
			return null;
	}
}

const causes: Record<Extract<Happening, { type: 'peer.left' }>['reason'], LeaveCause> = {
	left: 'left',
	lost: 'lost',
	removed: 'removed',
	replaced: 'left',
	refused: 'lost',
	roomClosed: 'closed'
};

async function join(tx: Tx, { id, at, happening }: PeerEvent): Promise<string | null> {
	const { roomId, peerId, seat } = happening;
	const [known] = await tx
		.select({ id: consultation.id })
		.from(consultation)
		.where(eq(consultation.id, roomId));
	// A room that is none of ours: a bench, or another database's.
	if (!known) return null;
	await hold(tx, null, roomId);
	const [added] = await tx
		.insert(attendance)
		.values({
			id: peerId,
			consultationId: roomId,
			personId: seat.personId,
			unitId: seat.unit.id,
			joinedAt: new Date(at)
		})
		.onConflictDoNothing()
		.returning();
	if (!added) return roomId;
	const { card, scope } = await renew(tx, roomId);
	const one = await attendanceNow(tx, peerId);
	const line = { type: 'consultation.joined', subject: `consultation:${roomId}`, scope } as const;
	const who: Actor = { personId: seat.personId, name: seat.name };
	await record<ConsultationEvent>(tx, who, { ...line, payload: { card, attendance: one } }, id);
	return roomId;
}

/** Ends one's presence; where it is ended already, nothing is written. */
async function leave(
	tx: Tx,
	consultationId: string,
	attendanceId: string,
	{ cause, at, lineId }: { cause: LeaveCause; at: Date; lineId?: string }
) {
	const [known] = await tx
		.select({ id: attendance.id })
		.from(attendance)
		.where(eq(attendance.id, attendanceId));
	if (!known) return;
	await hold(tx, null, consultationId);
	const [left] = await tx
		.update(attendance)
		.set({ leftAt: sql`greatest(${at.toISOString()}::timestamptz, ${attendance.joinedAt})`, cause })
		.where(and(eq(attendance.id, attendanceId), isNull(attendance.leftAt)))
		.returning();
	if (!left) return;
	const { card, scope } = await renew(tx, consultationId);
	const one = await attendanceNow(tx, attendanceId);
	const line = {
		type: 'consultation.left',
		subject: `consultation:${consultationId}`,
		scope
	} as const;
	const who: Actor = { personId: one.personId, name: one.name };
	await record<ConsultationEvent>(
		tx,
		who,
		{ ...line, payload: { card, attendance: one, cause } },
		lineId
	);
}

/** What was not told of them is lost: all that were noted as present have left. */
async function leaveAll(tx: Tx) {
	const open = await tx
		.select({ id: attendance.id, consultationId: attendance.consultationId })
		.from(attendance)
		.where(isNull(attendance.leftAt));
	for (const { id, consultationId } of open) {
		await leave(tx, consultationId, id, { cause: 'lost', at: new Date() });
	}
}

/** A room of another database is none of ours, and a media server that just went is heard of soon enough. */
async function conformQuietly(db: Db, id: string) {
	const [ours] = await db
		.select({ id: consultation.id })
		.from(consultation)
		.where(eq(consultation.id, id));
	if (ours) await conform(db, id, { isPatient: true });
}
