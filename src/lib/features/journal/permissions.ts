import { definePermissions, mayBy, readers } from '#lib/permission.ts';

export const journalPermissions = definePermissions({
	/** The lines that the unit's screens may see. They carry its reports, so administrators do not. */
	'journal.read': { roles: readers, reach: 'below', scope: 'read' },
	'journal.audit': { roles: ['auditAdmin'], reach: 'below', scope: null }
});

export const may = mayBy(journalPermissions);
