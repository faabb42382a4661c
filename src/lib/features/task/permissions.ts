import { definePermissions, duty, mayBy, readers } from '#lib/permission.ts';

export const taskPermissions = definePermissions({
	'task.read': { roles: readers, reach: 'below', scope: 'read' },
	'task.assign': { roles: duty, reach: 'below', scope: 'incident' },
	// Answered by whoever watches there: a county has its reporter, an agency its liaison.
	'task.answer': { roles: [...duty, 'reporter', 'liaison'], reach: 'own', scope: 'incident' }
});

export const may = mayBy(taskPermissions);
