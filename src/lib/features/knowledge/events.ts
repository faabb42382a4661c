import { isEventOf } from '#lib/event.ts';
import type { SheetCard, SheetContent } from './schema.ts';

type Payload = {
	/** `before`: null where it is new. */
	'knowledge.saved': { card: SheetCard; before: SheetContent | null; after: SheetContent };
	'knowledge.withdrawn': { card: SheetCard; reason: string };
};

export type KnowledgeEvent = {
	[T in keyof Payload]: {
		type: T;
		subject: `knowledge:${string}`;
		scope: string[];
		payload: Payload[T];
	};
}[keyof Payload];

export const isKnowledgeEvent = isEventOf<KnowledgeEvent>('knowledge');
