import { eq } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { asGeoJson } from '#lib/server/db/geo.ts';
import type { Who } from '#lib/who.ts';
import { reach } from '../resource/reach.server.ts';
import type { Reach } from '../resource/schema.ts';
import type { IncidentReach, Shape } from './schema.ts';
import { incident } from './tables.server.ts';
import { authorizeReading, requireVisible } from './visible.server.ts';

/** What lies in or around the incident's shape, for whoever may see the incident; of others' only on his own ground (RS3). */
export async function incidentReach(
	db: Reader,
	who: Who,
	{ id, ...question }: IncidentReach
): Promise<Reach> {
	authorizeReading(who);
	await requireVisible(db, who, id);
	const [found] = await db
		.select({ shape: asGeoJson(incident.shape) })
		.from(incident)
		.where(eq(incident.id, id));
	invariant(found, 'it was visible a moment ago, and incidents are never deleted');
	return await reach(db, who, { shape: found.shape as Shape, ...question });
}
