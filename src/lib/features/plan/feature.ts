import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelRoman } from '../event-class/rules.ts';
import { unitText } from '../unit/names.ts';
import type { ActivationCard } from './activation-schema.ts';
import type { PlanEvent, ResponseEvent } from './events.ts';
import { planPermissions } from './permissions.ts';

const nameOf = (title: string | null) =>
	title ? m.plan_line_title({ title }) : m.plan_line_untitled();

const responseWords = (card: ActivationCard, name: string) => ({
	name,
	unit: unitText(card.activatedByUnitName),
	plan: card.planTitle,
	number: card.number,
	level: levelRoman(card.level),
	frame: card.frame === 'exercise' ? m.plan_frame_exercise() : ''
});

export const plan = defineFeature<PlanEvent | ResponseEvent>({
	noun: 'plan',
	permissions: planPermissions,
	lines: {
		'plan.created': {
			sentence: (_, name) => m.plan_line_created({ name }),
			title: m.journal_audit_plan_created
		},
		'plan.saved': {
			sentence: ({ title, number, actions }, name) =>
				m.plan_line_saved({ name, plan: nameOf(title), number, ...actions }),
			title: m.journal_audit_plan_saved
		},
		'plan.versionStarted': {
			sentence: ({ title, number }, name) =>
				m.plan_line_started({ name, plan: nameOf(title), number }),
			title: m.journal_audit_plan_version_started
		},
		'plan.submitted': {
			sentence: ({ title, number }, name) =>
				m.plan_line_submitted({ name, plan: nameOf(title), number }),
			title: m.journal_audit_plan_submitted
		},
		'plan.sentBack': {
			sentence: ({ title, number, reason }, name) =>
				m.plan_line_sent_back({ name, plan: nameOf(title), number, reason }),
			title: m.journal_audit_plan_sent_back
		},
		'plan.approved': {
			sentence: ({ card, number }, name) =>
				m.plan_line_approved({ name, plan: card.title, number }),
			title: m.journal_audit_plan_approved
		},
		'plan.withdrawn': {
			sentence: ({ card, number, reason }, name) =>
				m.plan_line_withdrawn({ name, plan: card.title, number, reason }),
			title: m.journal_audit_plan_withdrawn
		},
		'plan.activated': {
			sentence: ({ card, tasks }, name) =>
				m.plan_line_activated({ ...responseWords(card, name), tasks: tasks.length }),
			title: m.journal_audit_plan_activated,
			noun: 'response'
		},
		'plan.activationUndone': {
			sentence: ({ card, tasks, kept }, name) =>
				m.plan_line_undone({ ...responseWords(card, name), tasks: tasks.length, kept }),
			title: m.journal_audit_plan_activation_undone,
			noun: 'response'
		},
		'plan.levelChanged': {
			sentence: ({ card, tasks, from, reason }, name) =>
				m.plan_line_level({
					...responseWords(card, name),
					...{ from: levelRoman(from), tasks: tasks.length, reason }
				}),
			title: m.journal_audit_plan_level_changed,
			noun: 'response'
		},
		'plan.responseEnded': {
			sentence: ({ card, reason }, name) =>
				m.plan_line_ended({ ...responseWords(card, name), reason }),
			title: m.journal_audit_plan_response_ended,
			noun: 'response'
		}
	},
	nouns: { plan: m.plan_audit_noun, response: m.plan_audit_noun_response },
	subjects: { plan: true, incident: true },
	places: [
		{
			href: '/plan',
			title: m.plan_list_title,
			room: 'library',
			at: 1,
			permission: planPermissions['plan.read']
		}
	]
});
