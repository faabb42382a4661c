import { error, redirect } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

/** The draft of the plan; where there is none, the plan is read instead. */
export const load: PageServerLoad = async ({ locals, params }) => {
	invariant(locals.who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.plan_not_found());
	const api = pageCaller(locals.who);
	const [plan, { units }] = await Promise.all([api.plan.get({ id: id.data }), api.unit.list()]);
	if (plan.open?.state !== 'draft') redirect(303, `/plan/${plan.id}`);
	return { plan, units, version: await api.plan.version({ id: plan.open.id }) };
};
