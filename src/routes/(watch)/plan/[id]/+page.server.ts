import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

/** `?version=` shows an older version, `?against=` what it says otherwise than that one. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	invariant(locals.who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.plan_not_found());
	const api = pageCaller(locals.who);
	const [{ cursor, ...plan }, { units }] = await Promise.all([
		api.plan.get({ id: id.data }),
		api.unit.list()
	]);
	const asked = (name: string) =>
		plan.versions.find((one) => one.id === url.searchParams.get(name));
	const shown = asked('version') ?? plan.versions.find(({ id: one }) => one === plan.approved?.id);
	const version = shown ?? plan.versions[0];
	invariant(version, 'a plan has a version from its beginning');
	const against = asked('against');
	return {
		cursor,
		serverNow: new Date(),
		plan,
		units,
		version: await api.plan.version({ id: version.id }),
		against: against ? await api.plan.version({ id: against.id }) : null,
		incidents: await api.plan.usedIn({ id: id.data })
	};
};
