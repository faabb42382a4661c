import { invariant } from '#lib/errors.ts';
import { SheetSearch } from '#lib/features/knowledge/schema.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	invariant(locals.who, 'the layout lets in only people');
	const asked = SheetSearch.safeParse(Object.fromEntries(url.searchParams));
	const search = asked.success ? asked.data : SheetSearch.parse({});
	return { search, found: await pageCaller(locals.who).knowledge.search(search) };
};
