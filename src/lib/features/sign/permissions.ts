import { definePermissions, duty, mayBy } from '#lib/permission.ts';

export const signPermissions = definePermissions({
	/** Whoever works at the scene draws on its map (IN24). */
	'sign.draw': { roles: [...duty, 'planner'], reach: 'below', scope: 'incident', helpers: true }
});

export const may = mayBy(signPermissions);
