import { definePermissions, duty, mayBy } from '#lib/permission.ts';

export const consultationPermissions = definePermissions({
	'consultation.open': { roles: duty, reach: 'below', scope: 'incident' },
	'consultation.chair': { roles: duty, reach: 'own', scope: null },
	'consultation.join': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'own',
		scope: null
	}
});

export const may = mayBy(consultationPermissions);
