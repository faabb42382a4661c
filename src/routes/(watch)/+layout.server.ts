import { englishNames } from '#lib/features/unit/queries.server.ts';
import { navigationFor } from '#lib/features/list.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { nodeUnit } from '#lib/features/unit/node.server.ts';
import { invariant } from '#lib/errors.ts';
import { db, env } from '#src/app.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
	depends('app:session');
	const { who, standing } = locals;
	invariant(who && standing, 'hooks.server.ts lets nobody in here who is not signed in');
	return {
		who,
		places: navigationFor(who).map(({ href, title, room }) => ({ href, title: title(), room })),
		sessionEndsAt: standing.endsAt,
		node: await nodeUnit(db),
		// Cards carry Chinese names; who reads English gets the others once a page.
		unitNames: getLocale() === 'en' ? await englishNames(db) : [],
		pushUrl: env.PUSH_URL,
		timeZone: env.TIME_ZONE,
		uploadMaxMb: env.UPLOAD_MAX_MB,
		map: {
			mapboxToken: env.MAPBOX_TOKEN ?? null,
			base: env.MAP_STYLE_URL ?? null,
			approval: env.MAP_APPROVAL_NUMBER ?? null
		}
	};
};
