import { administrators } from '#lib/permission.ts';
import type { Role } from '#lib/who.ts';

export const isAdministrator = (roles: readonly Role[]) =>
	roles.some((role) => administrators.includes(role));

/** Why these roles may not be held by one person, or null when they may. */
export function rolesConflict(
	roles: readonly Role[]
): 'twoAdministrators' | 'administratorOnDuty' | 'screenWithOther' | null {
	const held = roles.filter((role) => administrators.includes(role));
	if (held.length > 1) return 'twoAdministrators';
	if (held.length === 1 && roles.length > 1) return 'administratorOnDuty';
	// A wall is signed in for a season without anybody before it.
	if (roles.includes('screen') && roles.length > 1) return 'screenWithOther';
	return null;
}
