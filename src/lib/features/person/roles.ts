import { m } from '#lib/paraglide/messages.js';
import { unreachable } from '#lib/errors.ts';
import type { Role } from '#lib/who.ts';
import type { rolesConflict } from './rules.ts';

/** What a role is called on screen. */
export const roleName = {
	dutyOfficer: m.person_role_duty_officer,
	deputy: m.person_role_deputy,
	dutyLeader: m.person_role_duty_leader,
	reporter: m.person_role_reporter,
	planner: m.person_role_planner,
	expert: m.person_role_expert,
	liaison: m.person_role_liaison,
	screen: m.person_role_screen,
	systemAdmin: m.person_role_system_admin,
	securityAdmin: m.person_role_security_admin,
	auditAdmin: m.person_role_audit_admin
} satisfies Record<Role, () => string>;

/** Why these roles cannot be held together, as a sentence. */
export function conflictSentence(conflict: NonNullable<ReturnType<typeof rolesConflict>>): string {
	switch (conflict) {
		case 'twoAdministrators':
			return m.person_two_administrators();
		case 'administratorOnDuty':
			return m.person_administrator_on_duty();
		case 'screenWithOther':
			return m.person_screen_with_other();
		default:
			return unreachable(conflict);
	}
}
