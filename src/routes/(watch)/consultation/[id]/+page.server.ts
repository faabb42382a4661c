import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { env } from '#src/app.server.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';
import { may } from '#lib/features/incident/permissions.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.consultation_not_found());
	const api = pageCaller(who);
	const page = await api.consultation.get({ id: id.data });
	const [{ version, units }, media] = await Promise.all([
		api.unit.list(),
		api.consultation.media()
	]);
	// An expert is called for what he knows; incidents and their reports he does not read.
	const incident = may(who, 'incident.read', [who.unitId])
		? await api.incident.get({ id: page.card.incidentId })
		: null;
	return {
		serverNow: new Date(),
		consultation: page,
		incident,
		media,
		mediaUrl: env.MEDIA_URL,
		ground: { version, names: units.flatMap(({ shortName, nameEn }) => [shortName, nameEn]) },
		map: {
			mapboxToken: env.MAPBOX_TOKEN ?? null,
			base: env.MAP_STYLE_URL ?? null,
			approval: env.MAP_APPROVAL_NUMBER ?? null
		}
	};
};
