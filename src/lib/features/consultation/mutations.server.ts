import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import { holdOpen as holdOpenIncident } from '../incident/holding.server.ts';
import { addThings, admitUnits } from '../incident/keeping.server.ts';
import { holdTree, lockIncident } from '../incident/tree.server.ts';
import { listUnits } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { arrangeRoomSometime } from './arranging.server.ts';
import { cardNow } from './cards.server.ts';
import type { ConsultationEvent } from './events.ts';
import { hold, holdAsChair, holdOpen, renew } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import { closeRunning } from './roll-call-mutations.server.ts';
import type {
	Answer,
	ConsultationAct,
	ConsultationCard,
	Decline,
	Invite,
	OpenConsultation
} from './schema.ts';
import { consultation, consultationUnit } from './tables.server.ts';
import { may, consultationPermissions } from './permissions.ts';

/**
 * Opens a consultation about an open incident and calls the units, the own one among them: it has the chair.
 * They and those above them see the incident from now on (CN1). The media room is made when the first one enters.
 */
export async function openConsultation(
	db: Db,
	who: Who,
	input: OpenConsultation
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.open']);
	const { actId, id, incidentId, title, mainVenueUnitId } = input;
	const request = {
		...{ kind: 'consultation.open', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const about = await holdOpenIncident(
			tx,
			who,
			incidentId,
			consultationPermissions['consultation.open']
		);
		const called = new Set([...input.unitIds, mainVenueUnitId]);
		called.delete(who.unitId);
		if (called.size === 0) refuseUnits(m.consultation_units_missing());
		const units = await unitsToCall(tx, [...called]);
		await tx.insert(consultation).values({
			id,
			incidentId,
			title,
			mainVenueUnitId,
			openedByName: who.name,
			openedByUnitId: who.unitId,
			rules: RoomRules.parse({ chair: { personId: who.personId, unitId: who.unitId } }),
			frame: about.frame,
			origin: sql`(select id from node)`,
			scope: []
		});
		await call(tx, id, units);
		const now = sql`now()`;
		await tx.insert(consultationUnit).values({
			consultationId: id,
			unitId: who.unitId,
			invitedAt: now,
			answer: 'joined',
			answeredAt: now,
			answeredByName: who.name
		});
		await admitUnits(tx, who, incidentId, [...called]);
		await addThings(tx, incidentId, [{ subject: `consultation:${id}`, title, gone: null }]);
		const { card, scope } = await renew(tx, id);
		const line = { type: 'consultation.opened', subject: `consultation:${id}`, scope } as const;
		await record<ConsultationEvent>(tx, who, { ...line, payload: { card } }, actId);
		return card;
	});
}

/** Calls further units, and again those that declined. A unit that is called already and has not declined stays as it is. */
export async function inviteUnits(db: Db, who: Who, input: Invite): Promise<ConsultationCard> {
	const { actId, id } = input;
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const request = {
		...{ kind: 'consultation.invite', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { incidentId } = await holdAsChair(tx, who, id);
		const there = await tx
			.select({ unitId: consultationUnit.unitId, answer: consultationUnit.answer })
			.from(consultationUnit)
			.where(eq(consultationUnit.consultationId, id));
		const stays = new Set(
			there.filter(({ answer }) => answer !== 'declined').map(({ unitId }) => unitId)
		);
		const units = (await unitsToCall(tx, input.unitIds)).filter((unit) => !stays.has(unit.id));
		if (units.length === 0) return await cardNow(tx, id);
		await call(tx, id, units);
		await holdTree(tx);
		await lockIncident(tx, incidentId, who.unitId);
		await admitUnits(
			tx,
			who,
			incidentId,
			units.map((unit) => unit.id)
		);
		const { card, scope } = await renew(tx, id);
		const payload = {
			card,
			units: units.map((unit) => ({ unitId: unit.id, unitName: unit.name }))
		};
		const line = { type: 'consultation.invited', subject: `consultation:${id}`, scope } as const;
		await record<ConsultationEvent>(tx, who, { ...line, payload }, actId);
		return card;
	});
}

async function unitsToCall(tx: Tx, unitIds: string[]): Promise<Unit[]> {
	const asked = new Set(unitIds);
	const units = (await listUnits(tx)).filter(({ id }) => asked.has(id));
	const unknown = [...asked].filter((id) => !units.some((one) => one.id === id));
	if (unknown.length > 0) refuseUnits(m.consultation_units_unknown({ units: unknown.join(' ') }));
	return units;
}

function refuseUnits(sentence: string): never {
	throw new Failure('invalid', sentence, { fields: { unitIds: sentence } });
}

async function call(tx: Tx, consultationId: string, units: Unit[]) {
	const ringing = {
		invitedAt: sql`now()`,
		answer: null,
		answeredAt: null,
		answeredByName: null,
		reason: ''
	};
	await tx
		.insert(consultationUnit)
		.values(units.map((unit) => ({ consultationId, unitId: unit.id, ...ringing })))
		.onConflictDoUpdate({
			target: [consultationUnit.consultationId, consultationUnit.unitId],
			set: ringing
		});
}

/** 加入会商: the person's unit takes part, and its screens stop ringing. Getting in needs a ticket besides. */
export const joinConsultation = (db: Db, who: Who, input: ConsultationAct) =>
	answer(db, who, input, { answer: 'joined', reason: '' });

/** 暂不参加, with the reason. One who thinks better of it joins. */
export const declineConsultation = (db: Db, who: Who, input: Decline) =>
	answer(db, who, input, { answer: 'declined', reason: input.reason });

async function answer(
	db: Db,
	who: Who,
	input: ConsultationAct,
	said: { answer: Answer; reason: string }
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.join']);
	const { actId, id } = input;
	const request = {
		kind: said.answer === 'joined' ? 'consultation.join' : 'consultation.decline',
		who,
		input,
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		await holdOpen(tx, who, id);
		const ofUnit = and(
			eq(consultationUnit.consultationId, id),
			eq(consultationUnit.unitId, who.unitId)
		);
		const [called] = await tx.select().from(consultationUnit).where(ofUnit);
		// A unit above one that was called sees the consultation and is not in it.
		if (!called) throw new Failure('forbidden', m.consultation_not_invited());
		if (called.answer === said.answer) return await cardNow(tx, id);
		const answered = {
			...said,
			answeredAt: sql`now()`,
			answeredByName: who.name
		};
		await tx.update(consultationUnit).set(answered).where(ofUnit);
		const { card, scope } = await renew(tx, id);
		const unit = { unitId: who.unitId, unitName: who.unitName };
		const line = { type: 'consultation.answered', subject: `consultation:${id}`, scope } as const;
		await record<ConsultationEvent>(tx, who, { ...line, payload: { card, unit, ...said } }, actId);
		return card;
	});
}

/**
 * Closes it for everybody: a running roll call is closed first, and no further ticket is given. The record is what counts:
 * a media server that does not answer is sent home when it does.
 */
export async function closeConsultation(
	db: Db,
	who: Who,
	input: ConsultationAct
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const { actId, id } = input;
	const request = {
		kind: 'consultation.close',
		who,
		input,
		onRetry: () => visibleCard(db, who, id)
	};
	const card = await act(db, request, async (tx) => {
		const held = await hold(tx, who, id);
		authorize('consultation.chair', held, may(who, 'consultation.chair', [held.chairUnitId]));
		if (held.closedAt !== null) return await cardNow(tx, id);
		await closeRunning(tx, who, id);
		await tx
			.update(consultation)
			.set({
				closedAt: sql`now()`,
				closedByName: who.name,
				rules: { ...held.rules, floorUnitId: null }
			})
			.where(eq(consultation.id, id));
		const { card, scope } = await renew(tx, id);
		const line = { type: 'consultation.closed', subject: `consultation:${id}`, scope } as const;
		await record<ConsultationEvent>(tx, who, { ...line, payload: { card } }, actId);
		return card;
	});
	await arrangeRoomSometime(db, id);
	return card;
}
