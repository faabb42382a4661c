import type { PlanContent } from './schema.ts';

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
