import { invariant } from '#lib/errors.ts';
import { filterOf } from '#lib/features/resource/list-filter.ts';
import { env } from '#src/app.server.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	depends('resource:data');
	const filter = filterOf(url.searchParams);
	const api = pageCaller(who);
	// The list's cursor is the oldest: whatever happens while the rest is read comes again as an event.
	const found = await api.resource.list(filter);
	const [spots, { box }, { version, units }] = await Promise.all([
		api.resource.spots(filter),
		api.unit.area({ id: who.unitId }),
		api.unit.list()
	]);
	return {
		filter,
		found,
		spots,
		box,
		units: units.filter(({ path }) => path.includes(who.unitId)),
		ground: { version, names: units.flatMap(({ shortName, nameEn }) => [shortName, nameEn]) },
		map: {
			mapboxToken: env.MAPBOX_TOKEN ?? null,
			base: env.MAP_STYLE_URL ?? null,
			approval: env.MAP_APPROVAL_NUMBER ?? null
		}
	};
};
