import { setTimeout as sleep } from 'node:timers/promises';
import { and, isNull, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { askMedia, MediaError } from '#lib/server/media/control.ts';
import { recurring, type Recurring } from '#lib/server/recurring.ts';
import type { Answer } from '../../../../media-server/contract/control.ts';
import type { MediaEvent } from '../../../../media-server/contract/events.ts';
import type { LeaveReason } from '../../../../media-server/contract/shared.ts';
import { arrangeRoomSometime } from './arranging.server.ts';
import { join, leave, leaveAll } from './attending.server.ts';
import type { LeaveCause } from './events.ts';
import { attendance, mediaCursor } from './tables.server.ts';

const AT_ONCE = 100;
const WAIT_MS = 10_000;
/** Between two tries while the media server is away. */
const RETRY_MS = 1000;
/** Any number, but the same everywhere: one process at a time takes the media server's events. */
const FOLLOW_LOCK = 8_800_3001;

/**
 * Writes what happens in the rooms into journal and attendance, each event once, and brings the rooms back to what the
 * database says when the media server comes back. Until stopped.
 */
export function startMediaFollower(
	db: Db,
	{ everyMs = 200, waitMs = WAIT_MS, retryMs = RETRY_MS } = {}
): Recurring {
	const stopping = new AbortController();
	const { signal } = stopping;
	/** Not yet, or not since it last was gone. */
	let isKnown = false;
	const follow = async () => {
		try {
			if (!isKnown) await resync(db, signal);
			isKnown = true;
			await takeEvents(db, { waitMs, signal });
		} catch (error) {
			if (!(error instanceof MediaError)) throw error;
			if (signal.aborted) return;
			if (isKnown) log.warn({ err: error.cause ?? error }, 'the media server does not answer');
			isKnown = false;
			// Told to stop, it ends at once; `recurring` looks whether to go on.
			await sleep(retryMs, undefined, { signal }).catch(() => {});
		}
	};
	const running = recurring('media events', follow, everyMs);
	return {
		get doneAt() {
			return running.doneAt;
		},
		stop: async () => {
			stopping.abort();
			await running.stop();
		}
	};
}

/**
 * After a time in which the media server was gone: what is still told is read, who is noted as present and sits in no
 * room has left, and every room is brought to what the database says.
 */
export async function resync(db: Db, signal?: AbortSignal): Promise<void> {
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
	for (const { roomId } of rooms) await arrangeRoomSometime(db, roomId);
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
	await db.transaction((tx) => keep(tx, cursor, answer));
	db.doorbell.ring();
	return answer.events.length;
}

type Cursor = typeof mediaCursor.$inferSelect;

async function keep(
	tx: Tx,
	cursor: Cursor | undefined,
	{ log: mediaLog, after, gap, events }: Answer<'events'>
) {
	await tx.execute(sql`select pg_advisory_xact_lock(${FOLLOW_LOCK})`);
	const [now] = await tx.select().from(mediaCursor);
	// Another process read the same and was faster.
	if (now?.log !== cursor?.log || now?.after !== cursor?.after) return;
	if (gap || (now && now.log !== mediaLog)) {
		log.warn({ from: now, to: mediaLog }, 'the media server’s events begin anew');
		await leaveAll(tx);
	}
	for (const event of events) await take(tx, event);
	await tx
		.insert(mediaCursor)
		.values({ id: 'media', log: mediaLog, after })
		.onConflictDoUpdate({ target: mediaCursor.id, set: { log: mediaLog, after } });
}

/** What the rules changed has lines of its own, written before it was carried out. */
async function take(tx: Tx, { happening, ...event }: MediaEvent) {
	if (happening.type === 'peer.joined') await join(tx, { ...event, happening });
	if (happening.type !== 'peer.left') return;
	await leave(tx, happening.roomId, happening.peerId, {
		cause: causes[happening.reason],
		at: new Date(event.at),
		lineId: event.id
	});
}

const causes: Record<LeaveReason, LeaveCause> = {
	left: 'left',
	lost: 'lost',
	removed: 'removed',
	expired: 'expired',
	replaced: 'left',
	refused: 'lost',
	roomClosed: 'closed'
};
