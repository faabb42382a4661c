import { invariant } from '#lib/errors.ts';
import { PlanSearch } from '#lib/features/plan/schema.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	invariant(locals.who, 'the layout lets in only people');
	const asked = PlanSearch.safeParse(Object.fromEntries(url.searchParams));
	const search = asked.success ? asked.data : PlanSearch.parse({});
	const api = pageCaller(locals.who);
	const { text } = search;
	const [found, knowledge] = await Promise.all([
		api.plan.list(search),
		text === '' ? null : api.knowledge.search({ text })
	]);
	return {
		search,
		found,
		knowledge: knowledge && { count: knowledge.sheets.length, more: knowledge.more },
		serverNow: new Date()
	};
};
