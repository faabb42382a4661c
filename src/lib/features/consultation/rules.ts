import type { Who } from '#lib/who.ts';
import { refusedBy } from '../../../../media-server/contract/room-law.ts';
import type { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import type { ConsultationCard, InvitedUnit, RollCall } from './schema.ts';
import { may } from './permissions.ts';

type Card = ConsultationCard;

/** Does a unit's screen ring for it? Rehearsal rings too, but without a sound. */
export const isRinging = (card: Card, unitId: string) =>
	card.closedAt === null && card.units.some((one) => one.unitId === unitId && one.answer === null);

/** May they act as the chair: everybody on duty in the unit that has it (CN6). */
export const isChair = (
	who: Pick<Who, 'roles' | 'unitId' | 'via'>,
	card: { chair: { unitId: string } }
) => may(who, 'consultation.chair', [card.chair.unitId]);

export type RefusedEntry = 'forbidden' | 'notInvited' | 'closed' | ReturnType<typeof refusedBy>;

/** Why somebody gets no ticket, or null (CN4). */
export function refusedEntry(
	who: Pick<Who, 'personId' | 'roles' | 'unitId' | 'via'>,
	card: Pick<Card, 'closedAt' | 'units'> & RoomRules
): RefusedEntry {
	if (!may(who, 'consultation.join', [who.unitId])) return 'forbidden';
	if (!card.units.some(({ unitId }) => unitId === who.unitId)) return 'notInvited';
	if (card.closedAt !== null) return 'closed';
	return refusedBy(card, who);
}

/** Where a unit stands: in the room, gone again, on its way, not coming, silent so far, or silent to the end. */
export type UnitState = 'present' | 'left' | 'answered' | 'declined' | 'ringing' | 'unanswered';

/** `wasHere`: somebody of the unit was in the room at some time. */
export function unitState(card: Card, unit: InvitedUnit, wasHere: boolean): UnitState {
	if (card.present.some(({ unitId }) => unitId === unit.unitId)) return 'present';
	if (wasHere) return 'left';
	if (unit.answer === 'declined') return 'declined';
	if (unit.answer === 'joined') return 'answered';
	return card.closedAt === null ? 'ringing' : 'unanswered';
}

export const rollCallEndsAt = ({ startedAt, limitS }: Pick<RollCall, 'startedAt' | 'limitS'>) =>
	new Date(Date.parse(startedAt) + limitS * 1000);

/** A roll call that can still be answered at `now`. */
export const isRunning = (rollCall: RollCall | null, now: Date): rollCall is RollCall =>
	rollCall?.closedAt === null && now < rollCallEndsAt(rollCall);

export type Tally = { answered: number; absent: string[]; all: number };

/** How many answered, and the names of those who have not. */
export function tallyOf({ answers }: Pick<RollCall, 'answers'>): Tally {
	const absent = answers.filter(({ answeredAt }) => answeredAt === null);
	return {
		answered: answers.length - absent.length,
		absent: absent.map(({ unitName }) => unitName),
		all: answers.length
	};
}
