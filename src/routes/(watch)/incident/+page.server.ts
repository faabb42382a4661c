import { invariant } from '#lib/errors.ts';
import { filterOf } from '#lib/features/incident/list-filter.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	invariant(locals.who, 'the layout lets in only people');
	const filter = filterOf(url.searchParams);
	return {
		filter,
		found: await pageCaller(locals.who).incident.search(filter),
		serverNow: new Date()
	};
};
