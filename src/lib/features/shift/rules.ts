import type { Role } from '#lib/who.ts';
import type { ShiftRole } from './schema.ts';

/** Who may stand in which role: a leader leads; the desk's people and a county's reporter take the desk. */
const standsFor: Record<ShiftRole, Role[]> = {
	leader: ['dutyLeader'],
	main: ['dutyOfficer', 'deputy'],
	deputy: ['dutyOfficer', 'deputy', 'reporter']
};

export function mayStand(role: ShiftRole, personRoles: readonly Role[]): boolean {
	return personRoles.some((held) => standsFor[role].includes(held));
}

/** Longer than this nobody stays awake; a leader's day is the longest that is planned. */
export const MAX_SHIFT_MS = 24 * 3_600_000;

/** The order in which a wall names them. */
export const roleOrder: ShiftRole[] = ['leader', 'main', 'deputy'];
