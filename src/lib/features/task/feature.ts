import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayAndTime } from '#lib/time.ts';
import { because } from '../journal/words.ts';
import { unitText } from '../unit/names.ts';
import type { TaskEvent } from './events.ts';
import { taskPermissions } from './permissions.ts';
import type { TaskCard } from './schema.ts';

const words = ({ title, ownerUnitName, assignedByUnitName }: TaskCard, name: string) => ({
	name,
	title,
	owner: unitText(ownerUnitName),
	giver: unitText(assignedByUnitName)
});
const time = (at: string) => dayAndTime(new Date(at));
const ofIncident = {
	about: ({ card }: { card: TaskCard }) => [`incident:${card.incidentId}`],
	bringsCards: true
} as const;

export const task = defineFeature<TaskEvent>({
	noun: 'task',
	permissions: taskPermissions,
	lines: {
		'task.assigned': {
			sentence: ({ card }, name) =>
				m.task_line_assigned({ ...words(card, name), due: time(card.dueAt) }),
			title: m.task_audit_assigned,
			...ofIncident
		},
		'task.received': {
			sentence: ({ card }, name) => m.task_line_received(words(card, name)),
			title: m.task_audit_received,
			...ofIncident
		},
		'task.progressed': {
			sentence: ({ card, text }, name) => m.task_line_progressed({ ...words(card, name), text }),
			title: m.task_audit_progressed,
			...ofIncident
		},
		'task.done': {
			sentence: ({ card }, name) =>
				m.task_line_done({ ...words(card, name), result: because(card.outcome) }),
			title: m.task_audit_done,
			...ofIncident
		},
		'task.declined': {
			sentence: ({ card }, name) =>
				m.task_line_declined({ ...words(card, name), reason: because(card.outcome) }),
			title: m.task_audit_declined,
			...ofIncident
		},
		'task.withdrawn': {
			sentence: ({ card }, name) =>
				m.task_line_withdrawn({ ...words(card, name), reason: because(card.outcome) }),
			title: m.task_audit_withdrawn,
			...ofIncident
		},
		'task.supervised': {
			sentence: ({ card, text }, name) =>
				m.task_line_supervised({
					...words(card, name),
					count: card.supervisedCount,
					text: because(text)
				}),
			title: m.task_audit_supervised,
			...ofIncident
		},
		'task.edited': {
			sentence: ({ card, from, to, reason }, name) =>
				m.task_line_edited({
					...words(card, name),
					from: time(from),
					to: time(to),
					reason: because(reason)
				}),
			title: m.task_audit_edited,
			...ofIncident
		}
	},
	nouns: { task: m.task_audit_noun },
	subjects: { task: true },
	places: [
		{
			href: '/task',
			title: m.task_nav,
			room: 'command',
			at: 1,
			permission: taskPermissions['task.read']
		}
	]
});
