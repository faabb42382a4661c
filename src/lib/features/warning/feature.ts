import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { WarningEvent } from './events.ts';
import { warningPermissions } from './permissions.ts';
import type { WarningCard } from './schema.ts';
import { unitNames, warningLevelName } from './words.ts';

const words = ({ frame, source, level, headline, units }: WarningCard) => ({
	frame: frame === 'exercise' ? m.warning_frame_exercise() : '',
	source: source.senderName,
	level: warningLevelName(level),
	headline,
	units: unitNames(units)
});

const replacedBy = ({ replaced }: { replaced: WarningCard[] }) =>
	replaced.map(({ id }) => `warning:${id}`);

export const warning = defineFeature<WarningEvent>({
	noun: 'warning',
	permissions: warningPermissions,
	lines: {
		'warning.issued': {
			sentence: ({ card }) => m.warning_line_issued(words(card)),
			title: m.journal_audit_warning_issued
		},
		'warning.updated': {
			sentence: ({ card }) => m.warning_line_updated(words(card)),
			title: m.journal_audit_warning_updated,
			about: replacedBy
		},
		'warning.cancelled': {
			sentence: ({ card, replaced }) => m.warning_line_cancelled(words(replaced[0] ?? card)),
			title: m.journal_audit_warning_cancelled,
			about: replacedBy
		}
	},
	nouns: { warning: m.journal_audit_noun_warning },
	subjects: { warning: true },
	places: [
		{
			href: '/warning',
			title: m.app_warnings,
			room: 'incident',
			at: 2,
			permission: warningPermissions['warning.read']
		}
	]
});
