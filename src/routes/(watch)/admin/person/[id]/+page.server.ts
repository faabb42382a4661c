import { error } from '@sveltejs/kit';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('person:one');
	if (!Id.safeParse(params.id).success) error(404, m.errors_not_found());
	const api = pageCaller(locals.who);
	const [person, { units }] = await Promise.all([
		api.person.get({ id: params.id }),
		api.unit.list()
	]);
	return { person, units };
};
