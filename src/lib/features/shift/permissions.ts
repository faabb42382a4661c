import { definePermissions, mayBy, readers } from '#lib/permission.ts';

export const shiftPermissions = definePermissions({
	'shift.read': { roles: readers, reach: 'any', scope: 'read' },
	'shift.edit': { roles: ['dutyLeader', 'dutyOfficer'], reach: 'own', scope: null }
});

export const may = mayBy(shiftPermissions);
