import { definePermissions, mayBy, people } from '#lib/permission.ts';

export const unitPermissions = definePermissions({
	'unit.edit': { roles: ['systemAdmin'], reach: 'below', scope: null },
	'node.read': { roles: people, reach: 'any', scope: 'read' }
});

export const may = mayBy(unitPermissions);
