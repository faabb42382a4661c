import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { administrators } from '#lib/permission.ts';
import type { PersonEvent } from './events.ts';
import { personPermissions } from './permissions.ts';

export const person = defineFeature<PersonEvent>({
	noun: 'person',
	permissions: personPermissions,
	lines: {
		'person.changed': {
			sentence: ({ name: person, created }, name) =>
				created
					? m.journal_person_added({ name, person })
					: m.journal_person_changed({ name, person }),
			title: m.journal_audit_person_changed
		},
		'person.rolesChanged': {
			sentence: ({ name: person }, name) => m.journal_person_roles({ name, person }),
			title: m.journal_audit_person_roles_changed
		},
		'person.deactivated': {
			sentence: ({ name: person }, name) => m.journal_person_deactivated({ name, person }),
			title: m.journal_audit_person_deactivated
		},
		'person.reactivated': {
			sentence: ({ name: person }, name) => m.journal_person_reactivated({ name, person }),
			title: m.journal_audit_person_reactivated
		},
		'person.passwordReset': {
			sentence: ({ name: person }, name) => m.journal_person_password({ name, person }),
			title: m.journal_audit_person_password_reset
		}
	},
	nouns: { person: m.journal_audit_noun_person },
	subjects: { person: true },
	isAdministration: true,
	places: [
		{
			href: '/admin/person',
			title: m.app_admin_person,
			room: 'administration',
			at: 1,
			permission: personPermissions['person.read'],
			startsFor: administrators
		}
	]
});
