import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { UnitEvent } from './events.ts';
import { unitText } from './names.ts';
import { unitPermissions } from './permissions.ts';

export const unit = defineFeature<UnitEvent>({
	noun: 'unit',
	permissions: unitPermissions,
	lines: {
		'unit.changed': {
			sentence: ({ after }, name) => m.journal_unit_changed({ name, unit: unitText(after.name) }),
			title: m.journal_audit_unit_changed
		}
	},
	nouns: { unit: m.journal_audit_noun_unit },
	subjects: { unit: true },
	isAdministration: true,
	places: [
		{
			href: '/admin/unit',
			title: m.app_admin_unit,
			room: 'administration',
			at: 2,
			permission: unitPermissions['unit.edit']
		}
	]
});
