import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('reporting-rule:list');
	return { rules: await pageCaller(locals.who).reportingRule.list() };
};
