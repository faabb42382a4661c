import { error } from '@sveltejs/kit';
import { invariant } from '#lib/errors.ts';
import { reportIdsOf } from '#lib/features/incident/concerns.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { env } from '#src/app.server.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	const id = Id.safeParse(params.id);
	if (!id.success) error(404, m.incident_not_found());
	const api = pageCaller(who);
	// The page's cursor is the oldest: whatever happens while the rest is read comes again as an event.
	const page = await api.incident.get({ id: id.data });
	const incidentId = id.data;
	const [log, attachments, { version, units }, work, { activations }] = await Promise.all([
		api.incident.timeline({ id: id.data }),
		api.attachment.of({ reportIds: reportIdsOf(page) }),
		api.unit.list(),
		Promise.all([
			api.task.of({ incidentId }),
			api.sign.of({ incidentId }),
			api.joint.of({ incidentId })
		]),
		api.plan.responses({ incidentId })
	]);
	const [{ tasks }, { signs }, { joints }] = work;
	return {
		serverNow: new Date(),
		incident: { page, log, attachments },
		activations,
		work: { cursor: page.cursor, tasks, signs, joints },
		unitNames: units.map(({ id: unitId, name, nameEn }) => ({ id: unitId, name, nameEn })),
		ground: { version, names: units.flatMap(({ shortName, nameEn }) => [shortName, nameEn]) },
		map: {
			mapboxToken: env.MAPBOX_TOKEN ?? null,
			base: env.MAP_STYLE_URL ?? null,
			approval: env.MAP_APPROVAL_NUMBER ?? null
		}
	};
};
