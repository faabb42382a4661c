import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';
import { may } from '#lib/features/person/permissions.ts';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { who } = await parent();
	if (!may(who, 'person.edit', who.unitPath)) error(403, m.errors_forbidden());
	const { units } = await pageCaller(locals.who).unit.list();
	return { units };
};
