import { invariant } from '#lib/errors.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	invariant(locals.who, 'the layout lets in only people');
	return {
		found: await pageCaller(locals.who).consultation.search({}),
		serverNow: new Date()
	};
};
