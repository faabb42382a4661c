import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { unit } from '../unit/tables.server.ts';
import type { RollCall, RollCallAnswer } from './schema.ts';
import { rollCall, rollCallAnswer } from './tables.server.ts';

/** The sheets of the roll calls by consultation, the oldest first; `onlyNewest`: the newest of each. */
export async function sheetsOf(
	reader: Reader,
	consultationIds: string[],
	{ onlyNewest = false } = {}
): Promise<Map<string, RollCall[]>> {
	const of = onlyNewest
		? reader
				.selectDistinctOn([rollCall.consultationId])
				.from(rollCall)
				.where(inArray(rollCall.consultationId, consultationIds))
				.orderBy(rollCall.consultationId, desc(rollCall.startedAt))
		: reader
				.select()
				.from(rollCall)
				.where(inArray(rollCall.consultationId, consultationIds))
				.orderBy(asc(rollCall.startedAt));
	const rows = await of;
	const answers = await answersOf(
		reader,
		rows.map(({ id }) => id)
	);
	const sheets = new Map<string, RollCall[]>();
	for (const { consultationId, id, startedAt, startedByName, limitS, closedAt } of rows) {
		const sheet: RollCall = {
			id,
			startedAt: startedAt.toISOString(),
			startedByName,
			limitS,
			closedAt: closedAt?.toISOString() ?? null,
			answers: answers.get(id) ?? []
		};
		sheets.set(consultationId, [...(sheets.get(consultationId) ?? []), sheet]);
	}
	return sheets;
}

async function answersOf(
	reader: Reader,
	rollCallIds: string[]
): Promise<Map<string, RollCallAnswer[]>> {
	if (rollCallIds.length === 0) return new Map();
	const rows = await reader
		.select({
			rollCallId: rollCallAnswer.rollCallId,
			unitId: rollCallAnswer.unitId,
			unitName: unit.name,
			answeredAt: rollCallAnswer.answeredAt,
			byName: rollCallAnswer.byName,
			seconds: sql<
				number | null
			>`extract(epoch from ${rollCallAnswer.answeredAt} - ${rollCall.startedAt})::float8`
		})
		.from(rollCallAnswer)
		.innerJoin(rollCall, eq(rollCall.id, rollCallAnswer.rollCallId))
		.innerJoin(unit, eq(unit.id, rollCallAnswer.unitId))
		.where(inArray(rollCallAnswer.rollCallId, rollCallIds))
		.orderBy(sql`array_length(${unit.path}, 1)`, asc(unit.id));
	const groups = new Map<string, RollCallAnswer[]>();
	for (const { rollCallId, answeredAt, seconds, ...row } of rows) {
		const answer: RollCallAnswer = {
			...row,
			answeredAt: answeredAt?.toISOString() ?? null,
			seconds: seconds === null ? null : Math.round(seconds * 10) / 10
		};
		groups.set(rollCallId, [...(groups.get(rollCallId) ?? []), answer]);
	}
	return groups;
}
