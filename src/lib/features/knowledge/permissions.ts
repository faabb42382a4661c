import { definePermissions, duty, mayBy } from '#lib/permission.ts';

export const knowledgePermissions = definePermissions({
	'knowledge.read': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'any',
		scope: 'read'
	},
	'knowledge.edit': { roles: ['planner', 'expert'], reach: 'below', scope: null }
});

export const may = mayBy(knowledgePermissions);
