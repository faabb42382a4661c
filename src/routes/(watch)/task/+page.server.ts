import { invariant } from '#lib/errors.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	invariant(locals.who, 'the layout lets in only people');
	const api = pageCaller(locals.who);
	const [{ cursor, tasks }, ended] = await Promise.all([api.task.open(), api.task.ended()]);
	const all = [...ended.tasks, ...tasks];
	const joints = await api.joint.about({ subjects: all.map(({ id }) => `task:${id}`) });
	return { serverNow: new Date(), cursor, tasks: all, joints };
};
