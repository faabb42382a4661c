import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { KnowledgeEvent } from './events.ts';
import { knowledgePermissions } from './permissions.ts';

export const knowledge = defineFeature<KnowledgeEvent>({
	noun: 'knowledge',
	permissions: knowledgePermissions,
	lines: {
		'knowledge.saved': {
			sentence: ({ card, before }, name) => {
				const words = { name, sheet: card.title };
				return before ? m.knowledge_line_saved(words) : m.knowledge_line_written(words);
			},
			title: m.knowledge_audit_saved
		},
		'knowledge.withdrawn': {
			sentence: ({ card, reason }, name) =>
				m.knowledge_line_withdrawn({ name, sheet: card.title, reason }),
			title: m.knowledge_audit_withdrawn
		}
	},
	nouns: { knowledge: m.knowledge_audit_noun },
	subjects: { knowledge: true },
	places: [
		{
			href: '/knowledge',
			title: m.knowledge_title,
			room: 'library',
			at: 3,
			permission: knowledgePermissions['knowledge.read']
		}
	]
});
