import { describe, expect, test } from 'vitest';
import type { Role } from '#lib/who.ts';
import { rolesConflict } from './rules.ts';

describe('[PE3] system, security and audit administrator are three different people', () => {
	test.each([
		[['systemAdmin', 'securityAdmin'], 'twoAdministrators'],
		[['auditAdmin', 'systemAdmin', 'dutyOfficer'], 'twoAdministrators'],
		[['auditAdmin', 'dutyOfficer'], 'administratorOnDuty'],
		[['screen', 'dutyOfficer'], 'screenWithOther'],
		[['dutyOfficer', 'planner', 'dutyLeader'], null],
		[['auditAdmin'], null],
		[['screen'], null],
		[[], null]
	] satisfies [Role[], string | null][])('%j: %s', (roles, conflict) => {
		expect(rolesConflict(roles)).toBe(conflict);
	});
});
