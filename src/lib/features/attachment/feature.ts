import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AttachmentEvent } from './events.ts';

export const attachment = defineFeature<AttachmentEvent>({
	noun: 'attachment',
	// A part of its report, and asked for by the report's permissions.
	permissions: {},
	lines: {
		'attachment.arrived': {
			sentence: ({ attachment: { name: file } }) => m.journal_attachment_arrived({ file }),
			title: m.journal_audit_attachment_arrived
		},
		'attachment.refused': {
			sentence: ({ attachment: { name: file, refusal } }) =>
				m.journal_attachment_refused({ file, reason: refusal ?? '' }),
			title: m.journal_audit_attachment_refused
		}
	},
	nouns: { attachment: m.journal_audit_noun_attachment },
	subjects: { report: true }
});
