import { definePermissions, mayBy, readers } from '#lib/permission.ts';

export const feedPermissions = definePermissions({
	'feed.read': { roles: [...readers, 'systemAdmin'], reach: 'below', scope: 'read' },
	'feed.push': { roles: ['liaison'], reach: 'own', scope: 'feed' },
	'feed.edit': { roles: ['systemAdmin'], reach: 'below', scope: null }
});

export const may = mayBy(feedPermissions);
