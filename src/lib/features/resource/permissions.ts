import { definePermissions, duty, mayBy, readers } from '#lib/permission.ts';

export const resourcePermissions = definePermissions({
	// The province's protected sites and teams are needed by the county that calls for them: the query says which.
	'resource.read': { roles: [...readers, 'expert'], reach: 'any', scope: 'read' },
	'resource.edit': { roles: ['planner', 'liaison', ...duty], reach: 'below', scope: 'incident' }
});

export const may = mayBy(resourcePermissions);
