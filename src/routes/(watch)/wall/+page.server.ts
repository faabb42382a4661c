import { invariant } from '#lib/errors.ts';
import { loadWatch } from '../watch.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('watch:data');
	invariant(locals.who, 'the layout lets in only people');
	return { watch: await loadWatch(locals.who) };
};
