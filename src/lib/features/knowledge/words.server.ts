import type { SheetContent } from './schema.ts';

/** What a search looks through: the title first. */
export const wordsOfSheet = ({ title, source, body }: SheetContent) =>
	[title, source, body].join('\n');
