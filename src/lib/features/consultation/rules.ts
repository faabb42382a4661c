import type { Who } from '#lib/who.ts';
import type { ConsultationCard, InvitedUnit, RollCall } from './schema.ts';
import { may } from './permissions.ts';

type Card = ConsultationCard;
type Person = { personId: string; unitId: string };

/** Does a unit's screen ring for it? Rehearsal rings too, but without a sound. */
export const isRinging = (card: Card, unitId: string) =>
	card.closedAt === null && card.units.some((one) => one.unitId === unitId && one.answer === null);

/** May he act as the chair: everybody on duty in the unit that has it (CN6). */
export const isChair = (who: Pick<Who, 'roles' | 'unitId' | 'via'>, card: Pick<Card, 'chair'>) =>
	may(who, 'consultation.chair', [card.chair.unitId]);

/** Why somebody gets no ticket, or null (CN4). */
export function refusedEntry(
	who: Pick<Who, 'personId' | 'roles' | 'unitId' | 'via'>,
	card: Pick<Card, 'closedAt' | 'units' | 'removedIds'>
): 'forbidden' | 'notInvited' | 'closed' | 'removed' | null {
	if (!may(who, 'consultation.join', [who.unitId])) return 'forbidden';
	if (!card.units.some(({ unitId }) => unitId === who.unitId)) return 'notInvited';
	if (card.closedAt !== null) return 'closed';
	return card.removedIds.includes(who.personId) ? 'removed' : null;
}

/**
 * Is he silenced by the chair? The room's state follows from the card alone, whatever the media server heard
 * of it (CN8): the chair is always heard; with all muted, else only the unit that has the floor.
 */
export function isSilenced(
	card: Pick<Card, 'chair' | 'mutedIds' | 'isMutedAll' | 'floorUnitId'>,
	{ personId, unitId }: Person
): boolean {
	if (personId === card.chair.personId) return false;
	if (card.mutedIds.includes(personId)) return true;
	return card.isMutedAll && unitId !== card.floorUnitId;
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
