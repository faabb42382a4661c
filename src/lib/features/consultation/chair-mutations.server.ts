import { and, eq, isNull } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import { cardNow } from './cards.server.ts';
import { conform } from './conforming.server.ts';
import type { ConsultationEvent } from './events.ts';
import { holdAsChair, renew, type Held } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import type { ConsultationCard, GiveFloor, Mute, MuteAll, PersonAct } from './schema.ts';
import { attendance, consultation, consultationUnit } from './tables.server.ts';
import { may, consultationPermissions } from './permissions.ts';

type Change = Partial<typeof consultation.$inferInsert>;
/** What a line says of it, with the card as it is then. */
type Said = (card: ConsultationCard) => Pick<ConsultationEvent, 'type' | 'payload'>;

/**
 * One act of the chair on the room: written first, with its line, then carried out. `decide` says what changes,
 * or null where all is so already. Where the media server does not answer, the act stands and is refused as
 * `unavailable`: the same act may be sent again, and the room conforms when the server is back (CN8).
 */
async function chairAct(
	db: Db,
	who: Who,
	{ kind, input }: { kind: string; input: { actId: string; id: string } },
	decide: (tx: Tx, held: Held) => Promise<{ change: Change; said: Said } | null>
): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const { actId, id } = input;
	const request = { kind, who, input, onRetry: () => visibleCard(db, who, id) };
	const now = await act(db, request, async (tx) => {
		const held = await holdAsChair(tx, who, id);
		const decided = await decide(tx, held);
		if (!decided) return await cardNow(tx, id);
		await tx.update(consultation).set(decided.change).where(eq(consultation.id, id));
		const { card, scope } = await renew(tx, id);
		// `said` pairs type and payload; spreading loses that.
		const event = { subject: `consultation:${id}`, scope, ...decided.said(card) };
		await record<ConsultationEvent>(tx, who, event as ConsultationEvent, actId);
		return card;
	});
	await conform(db, id);
	return now;
}

export const mute = (db: Db, who: Who, input: Mute) =>
	chairAct(db, who, { kind: 'consultation.mute', input }, async (tx, held) => {
		const { personId, isMuted } = input;
		const named = await personHere(tx, held, personId);
		if (isMuted && personId === held.chairPersonId)
			throw new Failure('conflict', m.consultation_chair_not_muted());
		if (held.mutedIds.includes(personId) === isMuted) return null;
		return {
			change: { mutedIds: changed(held.mutedIds, personId, isMuted) },
			said: (card) => ({
				type: 'consultation.muted',
				payload: { card, person: named, isMuted }
			})
		};
	});

/** Lifting it lifts what was muted one by one as well. */
export const muteAll = (db: Db, who: Who, input: MuteAll) =>
	chairAct(db, who, { kind: 'consultation.muteAll', input }, async (_tx, held) => {
		const { isMuted } = input;
		if (held.isMutedAll === isMuted && (isMuted || held.mutedIds.length === 0)) return null;
		return {
			change: { isMutedAll: isMuted, ...(!isMuted && { mutedIds: [] }) },
			said: (card) => ({ type: 'consultation.mutedAll', payload: { card, isMuted } })
		};
	});

/** Who has the floor is heard: what was muted one by one in that unit is lifted. */
export const giveFloor = (db: Db, who: Who, input: GiveFloor) =>
	chairAct(db, who, { kind: 'consultation.giveFloor', input }, async (tx, held) => {
		const { unitId } = input;
		if (held.floorUnitId === unitId) return null;
		const named = unitId === null ? null : await unitHere(tx, held, unitId);
		const ofUnit = await tx
			.select({ personId: attendance.personId })
			.from(attendance)
			.where(
				and(
					eq(attendance.consultationId, held.id),
					eq(attendance.unitId, unitId ?? ''),
					isNull(attendance.leftAt)
				)
			);
		const heard = new Set(ofUnit.map((one) => one.personId));
		return {
			change: { floorUnitId: unitId, mutedIds: held.mutedIds.filter((one) => !heard.has(one)) },
			said: (card) => ({ type: 'consultation.floorGiven', payload: { card, unit: named } })
		};
	});

/** Sends somebody out of the room; he gets no ticket until he is let in again. */
export const remove = (db: Db, who: Who, input: PersonAct) =>
	setRemoved(db, who, input, { isRemoved: true });

export const readmit = (db: Db, who: Who, input: PersonAct) =>
	setRemoved(db, who, input, { isRemoved: false });

const setRemoved = (db: Db, who: Who, input: PersonAct, { isRemoved }: { isRemoved: boolean }) => {
	const kind = isRemoved ? 'consultation.remove' : 'consultation.readmit';
	return chairAct(db, who, { kind, input }, async (tx, held) => {
		const named = await personHere(tx, held, input.personId);
		if (isRemoved && input.personId === held.chairPersonId)
			throw new Failure('conflict', m.consultation_chair_not_removed());
		if (held.removedIds.includes(input.personId) === isRemoved) return null;
		return {
			change: { removedIds: changed(held.removedIds, input.personId, isRemoved) },
			said: (card) => ({
				type: 'consultation.removed',
				payload: { card, person: named, isRemoved }
			})
		};
	});
};

/** Gives the chair to somebody who is in the room and may have it: the duty of his unit acts for him from then on. */
export const handOverChair = (db: Db, who: Who, input: PersonAct) =>
	chairAct(db, who, { kind: 'consultation.handOverChair', input }, async (tx, held) => {
		const { personId } = input;
		if (personId === held.chairPersonId) return null;
		const { unitId, roles } = await personHere(tx, held, personId);
		const session = { kind: 'session' as const, sessionId: '' };
		if (!may({ roles, unitId, via: session }, 'consultation.chair', [unitId]))
			throw new Failure('conflict', m.consultation_chair_not_able());
		const from = (await cardNow(tx, held.id)).chair.name;
		return {
			change: {
				chairPersonId: personId,
				chairUnitId: unitId,
				mutedIds: held.mutedIds.filter((one) => one !== personId)
			},
			said: (card) => ({ type: 'consultation.chairHandedOver', payload: { card, from } })
		};
	});

const changed = (ids: string[], id: string, isIn: boolean) =>
	isIn ? [...ids, id] : ids.filter((one) => one !== id);

/** Somebody who was in the room at some time; the chair's own people may never have come. */
async function personHere(tx: Tx, held: Held, personId: string) {
	const [found] = await tx
		.select({
			personId: person.id,
			name: person.name,
			unitId: person.unitId,
			unitName: unit.name,
			roles: person.roles
		})
		.from(person)
		.innerJoin(unit, eq(unit.id, person.unitId))
		.innerJoin(
			consultationUnit,
			and(eq(consultationUnit.unitId, unit.id), eq(consultationUnit.consultationId, held.id))
		)
		.where(eq(person.id, personId));
	if (!found) throw new Failure('not_found', m.consultation_person_not_here());
	return found;
}

async function unitHere(tx: Tx, held: Held, unitId: string) {
	const [found] = await tx
		.select({ unitId: unit.id, unitName: unit.name })
		.from(consultationUnit)
		.innerJoin(unit, eq(unit.id, consultationUnit.unitId))
		.where(and(eq(consultationUnit.consultationId, held.id), eq(consultationUnit.unitId, unitId)));
	if (!found) throw new Failure('not_found', m.consultation_unit_not_here());
	return found;
}
