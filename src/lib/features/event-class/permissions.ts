import { definePermissions, mayBy } from '#lib/permission.ts';

export const eventClassPermissions = definePermissions({
	'event-class.edit': { roles: ['systemAdmin'], reach: 'any', scope: null }
});

export const may = mayBy(eventClassPermissions);
