import { definePermissions, duty, mayBy, readers } from '#lib/permission.ts';

export const clockPermissions = definePermissions({
	/** Who reads reports sees their clocks. */
	'clock.read': { roles: readers, reach: 'below', scope: 'read' },
	'clock.phoned': { roles: ['reporter', ...duty], reach: 'own', scope: 'report' },
	'clock.stop': { roles: ['reporter', ...duty], reach: 'own', scope: 'incident' }
});

export const may = mayBy(clockPermissions);
