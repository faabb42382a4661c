import { PersonSearch } from '#lib/features/person/schema.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('person:list');
	// What somebody typed into the address is no reason for an error page.
	const asked = PersonSearch.safeParse({
		text: url.searchParams.get('q') ?? '',
		all: url.searchParams.has('all')
	});
	const search = asked.success ? asked.data : PersonSearch.parse({});
	return { search, list: await pageCaller(locals.who).person.list(search) };
};
