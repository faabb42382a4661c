import { startOf } from './input/text.ts';

/** Where a search found its word: the word as it stands there, with what is around it. */
export type Snippet = { before: string; hit: string; after: string };

const AROUND = 18;

/**
 * The first place after the first line (a title, which is shown anyway) where the first word of `search` stands, with some
 * characters around it; null where only the title has it.
 */
export function snippetOf(words: string, search: string): Snippet | null {
	const [word] = search.toLowerCase().split(/\s+/).filter(Boolean);
	if (word === undefined) return null;
	for (const line of words.split('\n').slice(1)) {
		const at = line.toLowerCase().indexOf(word);
		if (at < 0) continue;
		const from = startOf(line, Math.max(0, at - AROUND));
		const to = startOf(line, at + word.length + AROUND);
		return {
			before: (from > 0 ? '…' : '') + line.slice(from, at),
			hit: line.slice(at, at + word.length),
			after: line.slice(at + word.length, to) + (to < line.length ? '…' : '')
		};
	}
	return null;
}
