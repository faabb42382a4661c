import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { joined } from '../journal/words.ts';
import { unitText } from '../unit/names.ts';
import type { ClockEvent } from './events.ts';
import { clockPermissions } from './permissions.ts';
import type { ClockCard } from './schema.ts';
import { lineOf } from './words.ts';

const words = ({ clocks }: { clocks: ClockCard[] }) => ({
	title: clocks[0]?.title ?? '',
	unit: unitText(clocks[0]?.fromName ?? ''),
	limits: joined(clocks.map(lineOf))
});

export const clock = defineFeature<ClockEvent>({
	noun: 'clock',
	permissions: clockPermissions,
	lines: {
		'clock.started': {
			sentence: (payload) => m.journal_clock_started(words(payload)),
			title: m.journal_audit_clock_started,
			bringsCards: true
		},
		'clock.stopped': {
			sentence: (payload) => m.journal_clock_stopped(words(payload)),
			title: m.journal_audit_clock_stopped,
			bringsCards: true
		},
		'clock.changed': {
			sentence: (payload) => m.journal_clock_changed(words(payload)),
			title: m.journal_audit_clock_changed,
			bringsCards: true
		}
	},
	nouns: { clock: m.journal_audit_noun_clock },
	subjects: { incident: true, report: true }
});
