import { asc, inArray } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { authorizeReading, requireVisible } from '../incident/queries.server.ts';
import { thingsOf } from '../incident/things.server.ts';
import { membersOf } from '../incident/tree.server.ts';
import type { Joint } from './schema.ts';
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

async function visibleJoints(reader: Reader, who: Who, incidentId: string): Promise<Joint[]> {
	const rows = await reader
		.select()
		.from(joint)
		.where(inArray(joint.incidentId, await membersOf(reader, incidentId)))
		.orderBy(asc(joint.madeAt), asc(joint.a), asc(joint.b));
	const found = await thingsOf(
		reader,
		incidentId,
		rows.flatMap(({ a, b }) => [a, b])
	);
	const things = new Map(
		found
			.filter(({ scope }) => scope === null || scope.includes(who.unitId))
			.map(({ subject, title, gone }) => [subject, { subject, title, gone }])
	);
	return rows.flatMap(({ incidentId: of, a, b, madeAt, madeByName }) => {
		const [first, second] = [things.get(a), things.get(b)];
		if (!first || !second) return [];
		return [{ incidentId: of, a: first, b: second, madeAt: madeAt.toISOString(), madeByName }];
	});
}
