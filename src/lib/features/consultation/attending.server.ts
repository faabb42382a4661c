import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Actor } from '#lib/who.ts';
import type { MediaEvent } from '../../../../media-server/contract/events.ts';
import { attendanceNow } from './cards.server.ts';
import type { ConsultationEvent, LeaveCause } from './events.ts';
import { hold, renew } from './holding.server.ts';
import { attendance, consultation } from './tables.server.ts';

type Joined = Extract<MediaEvent['happening'], { type: 'peer.joined' }>;

/** Somebody came into the room: their attendance, and the line whose id is the event's. Nothing where it is known. */
export async function join(tx: Tx, { id, at, happening }: MediaEvent & { happening: Joined }) {
	const { roomId, peerId, seat, sessionId } = happening;
	const [known] = await tx
		.select({ id: consultation.id })
		.from(consultation)
		.where(eq(consultation.id, roomId));
	// A room that is none of ours: a bench, or another database's.
	if (!known) return;
	await hold(tx, null, roomId);
	const [added] = await tx
		.insert(attendance)
		.values({
			id: peerId,
			consultationId: roomId,
			personId: seat.personId,
			unitId: seat.unit.id,
			sessionId,
			joinedAt: new Date(at)
		})
		.onConflictDoNothing()
		.returning();
	if (!added) return;
	const { card, scope } = await renew(tx, roomId);
	const one = await attendanceNow(tx, peerId);
	const line = { type: 'consultation.joined', subject: `consultation:${roomId}`, scope } as const;
	const who: Actor = { personId: seat.personId, name: seat.name };
	await record<ConsultationEvent>(tx, who, { ...line, payload: { card, attendance: one } }, id);
}

/** Ends one's presence; where it is ended already, nothing is written. `lineId`: the event's, which is the line's. */
export async function leave(
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
export async function leaveAll(tx: Tx) {
	const open = await tx
		.select({ id: attendance.id, consultationId: attendance.consultationId })
		.from(attendance)
		.where(isNull(attendance.leftAt));
	for (const { id, consultationId } of open) {
		await leave(tx, consultationId, id, { cause: 'lost', at: new Date() });
	}
}
