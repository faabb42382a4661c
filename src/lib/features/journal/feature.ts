import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { journalPermissions } from './permissions.ts';

export const journal = defineFeature({
	noun: 'journal',
	permissions: journalPermissions,
	lines: {},
	nouns: {},
	subjects: {},
	places: [
		{
			href: '/admin/journal',
			title: m.app_admin_journal,
			room: 'administration',
			at: 6,
			permission: journalPermissions['journal.audit']
		}
	]
});
