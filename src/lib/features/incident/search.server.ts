import { and, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { cardsOf } from './cards.server.ts';
import { wordsOf } from './rules.ts';
import type { IncidentFilter, IncidentSearch } from './schema.ts';
import { incident } from './tables.server.ts';
import { authorizeReading, visibleIncident } from './visible.server.ts';

/**
 * The incidents that the filter finds among those that the person's unit may see, the closed ones too, the newest
 * first. `more`: there are older ones; ask again with `before` the last id. Follow from `cursor`.
 */
export async function searchIncidents(db: Db, who: Who, question: IncidentSearch) {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const { before, limit, ...filter } = question;
	const rows = await db
		.select({ id: incident.id })
		.from(incident)
		.innerJoin(unit, eq(unit.id, incident.ownerUnitId))
		.where(
			and(
				visibleIncident(who),
				foundBy(filter),
				before === null
					? undefined
					: sql`(${incident.openedAt}, ${incident.id}) < (select opened_at, id from incident where id = ${before})`
			)
		)
		.orderBy(desc(incident.openedAt), desc(incident.id))
		.limit(limit + 1);
	const ids = rows.slice(0, limit).map(({ id }) => id);
	return { cursor, incidents: await cardsOf(db, ids), more: rows.length > limit };
}

/** The same as `isFound` says of a card. */
function foundBy({ status, level, text }: IncidentFilter): SQL | undefined {
	const statuses = {
		open: and(eq(incident.status, 'open'), isNull(incident.mergedIntoId)),
		closed: and(eq(incident.status, 'closed'), isNull(incident.mergedIntoId)),
		merged: isNotNull(incident.mergedIntoId),
		all: undefined
	};
	const said = sql`lower(concat_ws(E'\\n', ${incident.title}, ${incident.placeText}, ${unit.name}))`;
	return and(
		statuses[status],
		level === null ? undefined : eq(incident.incidentLevel, level),
		...wordsOf(text).map((word) => sql`position(${word} in ${said}) > 0`)
	);
}
