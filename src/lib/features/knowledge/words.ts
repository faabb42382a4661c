import { m } from '#lib/paraglide/messages.js';
import type { SheetKind } from './schema.ts';

export const kindNames: Record<SheetKind, () => string> = {
	substance: m.knowledge_kind_substance,
	handling: m.knowledge_kind_handling,
	regulation: m.knowledge_kind_regulation,
	lesson: m.knowledge_kind_lesson
};
