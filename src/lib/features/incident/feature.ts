import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { IncidentEvent } from './events.ts';
import { incidentLines } from './lines.ts';
import { incidentPermissions } from './permissions.ts';

export const incident = defineFeature<IncidentEvent>({
	noun: 'incident',
	permissions: incidentPermissions,
	lines: incidentLines,
	nouns: { incident: m.journal_audit_noun_incident },
	subjects: { incident: true },
	places: [
		{
			href: '/incident',
			title: m.app_incidents,
			room: 'incident',
			at: 1,
			permission: incidentPermissions['incident.read'],
			startsFor: ['planner', 'liaison']
		}
	]
});
