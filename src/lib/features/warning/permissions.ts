import { definePermissions, mayBy, readers } from '#lib/permission.ts';

export const warningPermissions = definePermissions({
	'warning.read': { roles: readers, reach: 'below', scope: 'read' }
});

export const may = mayBy(warningPermissions);
