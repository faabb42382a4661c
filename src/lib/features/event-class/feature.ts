import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { EventClassEvent } from './events.ts';
import { eventClassPermissions } from './permissions.ts';
import { levelText } from './rules.ts';

export const eventClass = defineFeature<EventClassEvent>({
	noun: 'event-class',
	permissions: eventClassPermissions,
	lines: {
		'event-class.changed': {
			sentence: ({ after }, name) => m.journal_class_changed({ name, what: after.name }),
			title: m.journal_audit_event_class_changed
		},
		'event-class.thresholdChanged': {
			sentence: ({ after }, name) =>
				m.journal_threshold_changed({ name, level: levelText(after.level) }),
			title: m.journal_audit_event_class_threshold_changed
		}
	},
	nouns: { 'event-class': m.journal_audit_noun_event_class },
	subjects: { 'event-class': true },
	isAdministration: true,
	places: [
		{
			href: '/admin/event-class',
			title: m.app_admin_event_class,
			room: 'administration',
			at: 3,
			permission: eventClassPermissions['event-class.edit']
		}
	]
});
