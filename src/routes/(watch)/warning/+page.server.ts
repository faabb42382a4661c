import { invariant } from '#lib/errors.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('warning:list');
	invariant(locals.who, 'the layout lets in only people');
	const api = pageCaller(locals.who);
	// The first answer's cursor is the oldest: whatever happens meanwhile comes again as an event.
	const { cursor, warnings } = await api.warning.active();
	const [history, { feeds }] = await Promise.all([api.warning.history({}), api.feed.list()]);
	return { cursor, warnings, history, feeds, serverNow: new Date() };
};
