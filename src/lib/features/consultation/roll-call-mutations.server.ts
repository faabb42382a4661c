import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { recurring } from '#lib/server/recurring.ts';
import { SYSTEM, type Actor, type Who } from '#lib/who.ts';
import { cardNow } from './cards.server.ts';
import type { ConsultationEvent } from './events.ts';
import { hold, holdAsChair, holdOpen, renew, rollCallOf } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import type {
	AnswerRollCall,
	CloseRollCall,
	ConsultationCard,
	RollCallAnswer,
	StartRollCall
} from './schema.ts';
import { consultation, consultationUnit, rollCall, rollCallAnswer } from './tables.server.ts';
import { may, consultationPermissions } from './permissions.ts';

/** The time in which a roll call may be answered is over. The database's clock counts, for start and answers alike. */
const isOver = sql`${rollCall.startedAt} + make_interval(secs => ${rollCall.limitS})`;

/** 点名: asks every unit that was called, but the chair's own. One at a time. */
export async function startRollCall(
	db: Db,
	who: Who,
	input: StartRollCall
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const { actId, id, limitS } = input;
	const request = {
		...{ kind: 'consultation.startRollCall', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { chairUnitId } = await holdAsChair(tx, who, id);
		await closeDue(tx, id);
		const [running] = await tx
			.select({ id: rollCall.id })
			.from(rollCall)
			.where(and(eq(rollCall.consultationId, id), isNull(rollCall.closedAt)));
		if (running) throw new Failure('conflict', m.consultation_roll_running());
		const called = await tx
			.select({ unitId: consultationUnit.unitId })
			.from(consultationUnit)
			.where(eq(consultationUnit.consultationId, id));
		const asked = called.filter(({ unitId }) => unitId !== chairUnitId);
		const started = { startedAt: sql`now()`, startedByName: who.name, limitS };
		await tx.insert(rollCall).values({ id: actId, consultationId: id, ...started });
		await tx
			.insert(rollCallAnswer)
			.values(asked.map(({ unitId }) => ({ rollCallId: actId, unitId })));
		const { card, scope } = await renew(tx, id);
		const line = { type: 'consultation.rollCalled', subject: `consultation:${id}` } as const;
		await record<ConsultationEvent>(tx, who, { ...line, scope, payload: { card } }, actId);
		return card;
	});
}

/**
 * A unit says that it is there; or the chair notes that it said so by telephone. The first answer counts, and
 * none after the time (CN11).
 */
export async function answerRollCall(
	db: Db,
	who: Who,
	input: AnswerRollCall
): Promise<ConsultationCard> {
	const { actId, rollCallId, unitId } = input;
	const byChair = unitId !== who.unitId;
	authorizeAct(who, consultationPermissions[byChair ? 'consultation.chair' : 'consultation.join']);
	const request = {
		...{ kind: 'consultation.answerRollCall', who, input },
		onRetry: () => rollCallCard(db, who, rollCallId)
	};
	return await act(db, request, async (tx) => {
		const { consultationId: id } = await rollCallOf(tx, rollCallId);
		const held = await holdOpen(tx, who, id);
		if (byChair)
			authorize('consultation.chair', held, may(who, 'consultation.chair', [held.chairUnitId]));
		await requireRunning(tx, rollCallId);
		const ofUnit = and(
			eq(rollCallAnswer.rollCallId, rollCallId),
			eq(rollCallAnswer.unitId, unitId)
		);
		const [asked] = await tx.select().from(rollCallAnswer).where(ofUnit);
		if (!asked) throw new Failure('forbidden', m.consultation_roll_not_asked());
		if (asked.answeredAt !== null) return await cardNow(tx, id);
		await tx
			.update(rollCallAnswer)
			.set({ answeredAt: sql`now()`, byName: who.name })
			.where(ofUnit);
		const { card, scope } = await renew(tx, id);
		// The card's roll call is the newest, and the one that is running is that.
		const answer = card.rollCall?.answers.find((one) => one.unitId === unitId) as RollCallAnswer;
		const line = { type: 'consultation.rollAnswered', subject: `consultation:${id}` } as const;
		await record<ConsultationEvent>(
			tx,
			who,
			{ ...line, scope, payload: { card, answer, byChair } },
			actId
		);
		return card;
	});
}

/** The answer to a retry: the card of the roll call's consultation. */
async function rollCallCard(db: Db, who: Who, rollCallId: string): Promise<ConsultationCard> {
	const { consultationId } = await rollCallOf(db, rollCallId);
	return await visibleCard(db, who, consultationId);
}

async function requireRunning(tx: Tx, rollCallId: string) {
	const [row] = await tx
		.select({ isOver: sql<boolean>`${rollCall.closedAt} is not null or now() > ${isOver}` })
		.from(rollCall)
		.where(eq(rollCall.id, rollCallId));
	if (!row || row.isOver) throw new Failure('conflict', m.consultation_roll_over());
}

/** Closes it before its time; who has not answered is absent. */
export async function closeRollCall(
	db: Db,
	who: Who,
	input: CloseRollCall
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const { actId, rollCallId } = input;
	const request = {
		...{ kind: 'consultation.closeRollCall', who, input },
		onRetry: () => rollCallCard(db, who, rollCallId)
	};
	return await act(db, request, async (tx) => {
		const { consultationId: id } = await rollCallOf(tx, rollCallId);
		await holdAsChair(tx, who, id);
		return (await closeRunning(tx, who, id, actId)) ?? (await cardNow(tx, id));
	});
}

/**
 * Closes the roll call that is running, within the act of somebody who holds the consultation. Null where none is.
 * `actId` where the closing is the act itself.
 */
export async function closeRunning(
	tx: Tx,
	who: Actor,
	id: string,
	actId?: string
): Promise<ConsultationCard | null> {
	const closed = await tx
		.update(rollCall)
		.set({ closedAt: sql`least(now(), ${isOver})` })
		.where(and(eq(rollCall.consultationId, id), isNull(rollCall.closedAt)))
		.returning({ id: rollCall.id });
	if (closed.length === 0) return null;
	const { card, scope } = await renew(tx, id);
	const line = { type: 'consultation.rollClosed', subject: `consultation:${id}`, scope } as const;
	await record<ConsultationEvent>(tx, who, { ...line, payload: { card } }, actId);
	return card;
}

/** Closes the consultation's roll call if its time is over. */
async function closeDue(tx: Tx, id: string) {
	const [due] = await tx
		.select({ id: rollCall.id })
		.from(rollCall)
		.where(
			and(eq(rollCall.consultationId, id), isNull(rollCall.closedAt), lte(isOver, sql`now()`))
		);
	if (due) await closeRunning(tx, SYSTEM, id);
}

/** Closes every roll call whose time is over. Any number of processes may call it. Returns how many it closed. */
export async function closeOverdueRollCalls(db: Db): Promise<number> {
	const due = await db
		.select({ id: rollCall.consultationId })
		.from(rollCall)
		.innerJoin(consultation, eq(consultation.id, rollCall.consultationId))
		.where(and(isNull(rollCall.closedAt), lte(isOver, sql`now()`)));
	for (const { id } of due) {
		await db.transaction(async (tx) => {
			await hold(tx, null, id);
			await closeDue(tx, id);
		});
	}
	if (due.length > 0) db.doorbell.ring();
	return due.length;
}

/** A closed sheet must not wait for anybody's key. */
export const startRollCallClosing = (db: Db, { everyMs = 1000 } = {}) =>
	recurring('roll calls', () => closeOverdueRollCalls(db), everyMs);
