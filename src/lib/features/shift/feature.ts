import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShiftEvent } from './events.ts';
import { shiftPermissions } from './permissions.ts';

const roles = {
	leader: m.journal_role_leader,
	main: m.journal_role_main,
	deputy: m.journal_role_deputy
};

export const shift = defineFeature<ShiftEvent>({
	noun: 'shift',
	permissions: shiftPermissions,
	lines: {
		'shift.changed': {
			sentence: ({ role, name: person }, name) =>
				m.journal_shift_changed({ name, person, role: roles[role]() }),
			title: m.journal_audit_shift_changed
		}
	},
	nouns: { shift: m.journal_audit_noun_shift },
	subjects: { shift: true },
	isAdministration: true
});
