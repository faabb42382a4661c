import { and, asc, inArray, or } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import {
	authorizeReading,
	requireVisible,
	seesThing,
	visibleIncident
} from '../incident/visible.server.ts';
import { incident } from '../incident/tables.server.ts';
import { thingsOf } from '../incident/things.server.ts';
import { membersOf } from '../incident/tree.server.ts';
import type { Joint, Subject } from './schema.ts';
import { joint } from './tables.server.ts';

/**
 * What is connected in an incident and in what was merged into it, the oldest first; without connections to
 * reports that the person's unit may not see. Follow from `cursor` on `unit:<own>`.
 */
export async function jointsOf(
	db: Db,
	who: Who,
	incidentId: string
): Promise<{ cursor: string; joints: Joint[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	await requireVisible(db, who, incidentId);
	return { cursor, joints: await visibleJoints(db, who, incidentId) };
}

/**
 * What these things (`noun:id`) of any incidents are connected with, as far as the person's unit sees the incident and
 * both ends (JT6). Whoever shows them follows from a cursor that he read before.
 */
export async function jointsAbout(
	db: Db,
	who: Who,
	subjects: readonly Subject[]
): Promise<Joint[]> {
	authorizeReading(who);
	if (subjects.length === 0) return [];
	const wanted = [...new Set(subjects)];
	const rows = await db
		.select()
		.from(joint)
		.where(or(inArray(joint.a, wanted), inArray(joint.b, wanted)))
		.orderBy(...inOrder);
	const byIncident = Map.groupBy(rows, ({ incidentId }) => incidentId);
	if (byIncident.size === 0) return [];
	const visible = await db
		.select({ id: incident.id })
		.from(incident)
		.where(and(inArray(incident.id, [...byIncident.keys()]), visibleIncident(who)));
	const found = await Promise.all(
		visible.map(({ id }) => seenBy(db, who, id, byIncident.get(id) ?? []))
	);
	return found.flat();
}

async function visibleJoints(reader: Reader, who: Who, incidentId: string): Promise<Joint[]> {
	const rows = await reader
		.select()
		.from(joint)
		.where(inArray(joint.incidentId, await membersOf(reader, incidentId)))
		.orderBy(...inOrder);
	return seenBy(reader, who, incidentId, rows);
}

/** The oldest first, and always in the same order. */
const inOrder = [asc(joint.madeAt), asc(joint.a), asc(joint.b)];

/** Those of the rows whose ends both belong to the incident and may be seen, with both ends as they are now. */
async function seenBy(
	reader: Reader,
	who: Who,
	incidentId: string,
	rows: readonly (typeof joint.$inferSelect)[]
): Promise<Joint[]> {
	const found = await thingsOf(
		reader,
		incidentId,
		rows.flatMap(({ a, b }) => [a, b])
	);
	const things = new Map(
		found
			.filter((thing) => seesThing(thing, who))
			.map(({ subject, title, gone }) => [subject, { subject, title, gone }])
	);
	return rows.flatMap(({ incidentId: of, a, b, madeAt, madeByName }) => {
		const [first, second] = [things.get(a), things.get(b)];
		if (!first || !second) return [];
		return [{ incidentId: of, a: first, b: second, madeAt: madeAt.toISOString(), madeByName }];
	});
}
