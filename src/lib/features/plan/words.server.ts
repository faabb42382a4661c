import type { Snippet, PlanContent } from './schema.ts';

/** What a search looks through, line by line: the plan's title first. */
export function wordsOfPlan({ title, triggers, levels, groups, roles, actions }: PlanContent) {
	return [
		title,
		triggers,
		...levels.flatMap(({ conditions, consequences }) => [conditions, consequences]),
		...groups.flatMap(({ name, duty }) => [name, duty]),
		...roles.map(({ name }) => name),
		...actions.map(({ paragraph, what, detail }) => [paragraph, what, detail].join(' '))
	]
		.map((line) => line.trim())
		.filter(Boolean)
		.join('\n');
}

const AROUND = 18;

/** The first place after the title where `word` stands, with some characters around it; null where only the title has it. */
export function snippetOf(words: string, search: string): Snippet | null {
	const [word] = search.toLowerCase().split(/\s+/).filter(Boolean);
	if (word === undefined) return null;
	for (const line of words.split('\n').slice(1)) {
		const at = line.toLowerCase().indexOf(word);
		if (at < 0) continue;
		const [from, to] = [Math.max(0, at - AROUND), at + word.length + AROUND];
		return {
			before: (from > 0 ? '…' : '') + line.slice(from, at),
			hit: line.slice(at, at + word.length),
			after: line.slice(at + word.length, to) + (to < line.length ? '…' : '')
		};
	}
	return null;
}
