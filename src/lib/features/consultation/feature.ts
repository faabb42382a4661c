import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ConsultationEvent } from './events.ts';
import { consultationLines } from './lines.ts';
import { consultationPermissions } from './permissions.ts';

export const consultation = defineFeature<ConsultationEvent>({
	noun: 'consultation',
	permissions: consultationPermissions,
	lines: consultationLines,
	nouns: { consultation: m.consultation_noun },
	subjects: { consultation: true },
	places: [
		{
			href: '/consultation',
			title: m.consultation_title,
			room: 'command',
			at: 2,
			permission: consultationPermissions['consultation.join']
		}
	]
});
