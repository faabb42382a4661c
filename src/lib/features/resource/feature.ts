import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import type { ResourceEvent } from './events.ts';
import { resourcePermissions } from './permissions.ts';

export const resource = defineFeature<ResourceEvent>({
	noun: 'resource',
	permissions: resourcePermissions,
	lines: {
		'resource.changed': {
			sentence: ({ card, created }, name) => {
				const words = { name, resource: card.name, unit: unitText(card.unitName) };
				return created ? m.resource_line_created(words) : m.resource_line_changed(words);
			},
			title: m.journal_audit_resource_changed
		},
		'resource.removed': {
			sentence: ({ card }, name) =>
				m.resource_line_removed({ name, resource: card.name, unit: unitText(card.unitName) }),
			title: m.journal_audit_resource_removed
		},
		'resource.imported': {
			sentence: ({ fileName, added, updated, unchanged }, name) =>
				m.resource_line_imported({ name, file: fileName, added, updated, unchanged }),
			title: m.journal_audit_resource_imported
		}
	},
	nouns: { resource: m.resource_audit_noun },
	subjects: { resource: true, 'resource-import': true },
	places: [
		{
			href: '/resource',
			title: m.app_resources,
			room: 'library',
			at: 2,
			permission: resourcePermissions['resource.read']
		}
	]
});
