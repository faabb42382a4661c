import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('event-class:table');
	const { eventClass } = pageCaller(locals.who);
	const [classes, thresholds] = await Promise.all([eventClass.table(), eventClass.thresholds()]);
	return { classes, thresholds };
};
