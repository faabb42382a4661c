import { definePermissions, duty, mayBy } from '#lib/permission.ts';

export const planPermissions = definePermissions({
	'plan.read': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'any',
		scope: 'read'
	},
	'plan.edit': { roles: ['planner'], reach: 'below', scope: null },
	'plan.approve': { roles: ['dutyLeader'], reach: 'own', scope: null },
	'plan.activate': { roles: duty, reach: 'below', scope: 'incident' }
});

export const may = mayBy(planPermissions);

export type PlanAct = keyof typeof planPermissions;
