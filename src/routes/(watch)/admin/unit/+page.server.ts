import { error } from '@sveltejs/kit';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import { invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { may } from '#lib/features/unit/permissions.ts';

/** `?id=` is the unit that is shown, so that it can be sent to a colleague. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('app:units');
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	if (!may(who, 'unit.edit', who.unitPath)) error(403, m.errors_forbidden());
	const { unit } = pageCaller(who);
	const units = await unit.listAll();
	const chosen = units.find(
		({ id, path }) => id === url.searchParams.get('id') && path.includes(who.unitId)
	);
	return {
		units: units.filter(({ path }) => path.includes(who.unitId)),
		allUnits: units,
		chosen: chosen ? { unit: chosen, history: await unit.history({ id: chosen.id }) } : null
	};
};
