import { administrators, definePermissions, duty, mayBy } from '#lib/permission.ts';

export const personPermissions = definePermissions({
	'person.read': { roles: [...duty, 'planner', ...administrators], reach: 'below', scope: 'read' },
	'person.edit': { roles: ['systemAdmin'], reach: 'below', scope: null },
	'person.grant': { roles: ['securityAdmin'], reach: 'below', scope: null }
});

export const may = mayBy(personPermissions);
