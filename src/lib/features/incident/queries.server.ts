import { and, arrayContains, eq, isNull, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf, cardNow } from './cards.server.ts';
import type { IncidentCard } from './schema.ts';
import { incident } from './tables.server.ts';
import { may } from './permissions.ts';

/** More than a node has open at once, by far; the wall shows the newest. */
const MOST_INCIDENTS = 500;

/** Refuses whoever may not read incidents at all: administrators do not, by office (IN1). */
export function authorizeReading(who: Who) {
	authorize('incident.read', who, may(who, 'incident.read', [who.unitId]));
}

/** What must be known of an incident to show it; `not_found` for one that the person's unit may not see. */
export async function requireVisible(db: Reader, who: Who, id: string) {
	const [visible] = await db
		.select({ mergedIntoId: incident.mergedIntoId, scope: incident.scope })
		.from(incident)
		.where(and(eq(incident.id, id), arrayContains(incident.scope, [who.unitId])));
	if (!visible) throw new Failure('not_found', m.incident_not_found());
	return visible;
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<IncidentCard> {
	await requireVisible(db, who, id);
	return await cardNow(db, id);
}

/**
 * The open incidents that the person's unit may see, the newest first, without those merged into another.
 * Follow from `cursor` on `unit:<own>`.
 */
export async function openIncidents(
	db: Db,
	who: Who
): Promise<{ cursor: string; incidents: IncidentCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: incident.id })
		.from(incident)
		.where(
			and(
				eq(incident.status, 'open'),
				isNull(incident.mergedIntoId),
				arrayContains(incident.scope, [who.unitId])
			)
		)
		.orderBy(sql`${incident.openedAt} desc`)
		.limit(MOST_INCIDENTS);
	return {
		cursor,
		incidents: await cardsOf(
			db,
			rows.map(({ id }) => id)
		)
	};
}
