import { asc, eq, inArray } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { visibleCard as visibleIncident } from '../incident/visible.server.ts';
import { incident } from '../incident/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import { consultationSince, groupsOf, undoUntil } from './activation-rules.ts';
import type { Activated, ActivationCard } from './activation-schema.ts';
import { planActivation, planVersion } from './tables.server.ts';

/** The cards of these activations, the earliest first. */
export async function activationCards(reader: Reader, ids: string[]): Promise<ActivationCard[]> {
	if (ids.length === 0) return [];
	const rows = await reader
		.select({
			activation: planActivation,
			content: planVersion.content,
			number: planVersion.number,
			unitName: unit.name,
			incidentTitle: incident.title,
			frame: incident.frame
		})
		.from(planActivation)
		.innerJoin(planVersion, eq(planVersion.id, planActivation.versionId))
		.innerJoin(incident, eq(incident.id, planActivation.incidentId))
		.innerJoin(unit, eq(unit.id, planActivation.activatedByUnitId))
		.where(inArray(planActivation.id, ids))
		.orderBy(asc(planActivation.activatedAt), asc(planActivation.id));
	return rows.map(({ activation, content, number, unitName, incidentTitle, frame }) => {
		const { leftActions, responseLevelSet: _set, origin: _origin, ...row } = activation;
		return {
			...row,
			...{ number, incidentTitle, frame, planTitle: content.title, left: leftActions },
			activatedByUnitName: unitName,
			groups: groupsOf(content),
			activatedAt: row.activatedAt.toISOString(),
			consultationSince: consultationSince(content, {
				...row,
				activatedAt: row.activatedAt.toISOString()
			}),
			undoUntil: undoUntil(row.activatedAt).toISOString(),
			endedAt: row.endedAt?.toISOString() ?? null
		};
	});
}

export async function activationNow(reader: Reader, id: string): Promise<ActivationCard> {
	const [card] = await activationCards(reader, [id]);
	if (!card) throw new Failure('not_found', m.plan_activation_not_found());
	return card;
}

/** The activation and its incident as they are now, for whom both are visible: the answer to a retry. */
export async function visibleActivated(reader: Reader, who: Who, id: string): Promise<Activated> {
	const card = await activationNow(reader, id);
	return { card, incident: await visibleIncident(reader, who, card.incidentId) };
}
