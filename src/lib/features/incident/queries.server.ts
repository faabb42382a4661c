import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf } from './cards.server.ts';
import type { IncidentCard } from './schema.ts';
import { incident } from './tables.server.ts';
import { authorizeReading, visibleIncident } from './visible.server.ts';

/** More than a node has open at once, by far; the wall shows the newest. */
const MOST_INCIDENTS = 500;

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
		.where(and(eq(incident.status, 'open'), isNull(incident.mergedIntoId), visibleIncident(who)))
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
