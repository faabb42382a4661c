import { and, eq, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { inScope, isInScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { cardNow } from './cards.server.ts';
import type { IncidentCard } from './schema.ts';
import type { ScopedThing } from './things.server.ts';
import { incident } from './tables.server.ts';

/** Who sees which incidents, and what was made for them (IN1). Every read asks here. */

/** Refuses whoever may not read incidents at all: administrators do not, by office (IN1). */
export function authorizeReading(who: Who) {
	authorize('incident.read', who, may(who, 'incident.read', [who.unitId]));
}

/** True where the person's unit sees the incident. */
export const visibleIncident = (who: Pick<Who, 'unitId'>): SQL => inScope(incident.scope, who);

/** The same of a row that is at hand. */
export const seesIncident = (row: { scope: string[] }, who: Pick<Who, 'unitId'>) =>
	isInScope(row.scope, who);

/** What must be known of an incident to show it; `not_found` for one that the person's unit may not see. */
export async function requireVisible(db: Reader, who: Pick<Who, 'unitId'>, id: string) {
	const [visible] = await db
		.select({ mergedIntoId: incident.mergedIntoId, scope: incident.scope })
		.from(incident)
		.where(and(eq(incident.id, id), visibleIncident(who)));
	if (!visible) throw new Failure('not_found', m.incident_not_found());
	return visible;
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<IncidentCard> {
	await requireVisible(db, who, id);
	return await cardNow(db, id);
}

/** Does whoever sees the incident see the thing in it, too? A report has a scope of its own. */
export const seesThing = ({ scope }: Pick<ScopedThing, 'scope'>, who: Pick<Who, 'unitId'>) =>
	scope === null || isInScope(scope, who);
