import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('warning:page');
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.warning_not_found());
	const api = pageCaller(who);
	// The first answer's cursor is the oldest: whatever happens meanwhile comes again as an event.
	const { cursor, feeds } = await api.feed.list();
	const [warning, incidents, { version, units }, { box }] = await Promise.all([
		api.warning.get({ id: id.data }),
		api.incident.ofWarning({ warningId: id.data }),
		api.unit.list(),
		api.unit.area({ id: who.unitId })
	]);
	return {
		cursor,
		feeds,
		warning,
		incidents,
		box,
		ground: { version, names: units.flatMap(({ shortName, nameEn }) => [shortName, nameEn]) },
		serverNow: new Date()
	};
};
