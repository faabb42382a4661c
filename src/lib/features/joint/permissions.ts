import { definePermissions, duty, mayBy } from '#lib/permission.ts';

export const jointPermissions = definePermissions({
	/** As signs: whoever draws on the map says what a sign has to do with a task. */
	'joint.make': { roles: [...duty, 'planner'], reach: 'below', scope: 'incident', helpers: true }
});

export const may = mayBy(jointPermissions);
