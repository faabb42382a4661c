import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('account:own');
	const api = pageCaller(locals.who).account;
	const [sessions, tokens] = await Promise.all([api.sessions(), api.tokens()]);
	return { sessions, tokens };
};
