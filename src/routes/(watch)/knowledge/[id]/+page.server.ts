import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	invariant(locals.who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.knowledge_not_found());
	const api = pageCaller(locals.who);
	const [{ cursor, ...sheet }, { units }] = await Promise.all([
		api.knowledge.get({ id: id.data }),
		api.unit.list()
	]);
	return {
		cursor,
		sheet,
		ownerPath: units.find((one) => one.id === sheet.ownerUnitId)?.path ?? []
	};
};
