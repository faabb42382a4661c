import type { RoomRules } from './room-rules.ts';
import type { Source } from './shared.ts';

/**
 * What follows from a room's rules. Pure and without shapes: the app, the media server and the pages decide by
 * the same functions.
 */

/** Somebody in the room, or at its door. */
export type RoomPerson = { personId: string; unitId: string };

/** Whether the rules silence this person: the chair never; with all muted, everybody but the unit with the floor. */
export function isSilenced(
	rules: Pick<RoomRules, 'chair' | 'mutedIds' | 'isMutedAll' | 'floorUnitId'>,
	{ personId, unitId }: RoomPerson
): boolean {
	if (personId === rules.chair.personId) return false;
	if (rules.mutedIds.includes(personId)) return true;
	return rules.isMutedAll && unitId !== rules.floorUnitId;
}

/** Whether the media server forwards nothing of this source, whatever its sender wants. */
export const isHeldBack = (rules: RoomRules, person: RoomPerson, source: Source): boolean =>
	source === 'microphone' && isSilenced(rules, person);

/** Why the rules keep somebody out of the room, or null. The chair is never kept out. */
export function refusedBy(
	rules: Pick<RoomRules, 'chair' | 'removedIds'>,
	{ personId }: Pick<RoomPerson, 'personId'>
): 'removed' | null {
	if (personId === rules.chair.personId) return null;
	return rules.removedIds.includes(personId) ? 'removed' : null;
}
