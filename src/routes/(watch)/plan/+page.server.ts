import { invariant } from '#lib/errors.ts';
import { PlanSearch } from '#lib/features/plan/schema.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	invariant(locals.who, 'the layout lets in only people');
	const asked = PlanSearch.safeParse(Object.fromEntries(url.searchParams));
	const search = asked.success ? asked.data : PlanSearch.parse({});
	return {
		search,
		found: await pageCaller(locals.who).plan.list(search),
		serverNow: new Date()
	};
};
