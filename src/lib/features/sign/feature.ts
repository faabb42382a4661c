import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SignEvent } from './events.ts';
import { signPermissions } from './permissions.ts';
import type { SignCard } from './schema.ts';
import { signName } from './words.ts';

type Payload = { card: SignCard };
const words = ({ card: { code, label } }: Payload, name: string) => ({
	name,
	sign: signName(code),
	label
});
const ofIncident = {
	about: ({ card }: Payload) => [`incident:${card.incidentId}`],
	bringsCards: true
} as const;

export const sign = defineFeature<SignEvent>({
	noun: 'sign',
	permissions: signPermissions,
	lines: {
		'sign.drawn': {
			sentence: (payload, name) => m.sign_line_drawn(words(payload, name)),
			title: m.sign_audit_drawn,
			...ofIncident
		},
		'sign.changed': {
			sentence: (payload, name) => m.sign_line_changed(words(payload, name)),
			title: m.sign_audit_changed,
			...ofIncident
		},
		'sign.removed': {
			sentence: (payload, name) => m.sign_line_removed(words(payload, name)),
			title: m.sign_audit_removed,
			...ofIncident
		}
	},
	nouns: { sign: m.sign_audit_noun },
	subjects: { sign: true }
});
