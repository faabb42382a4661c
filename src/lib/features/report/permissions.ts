import { definePermissions, duty, mayBy, onTheDesk, readers } from '#lib/permission.ts';

export const reportPermissions = definePermissions({
	'report.file': { roles: ['reporter', ...duty], reach: 'own', scope: 'report' },
	'report.read': { roles: readers, reach: 'below', scope: 'read' },
	'report.handle': { roles: onTheDesk, reach: 'own', scope: 'incident' },
	/** Sits before the duty desk: whoever handles what arrives, and the leader on duty. */
	'report.watch': { roles: duty, reach: 'own', scope: null }
});

export const may = mayBy(reportPermissions);
