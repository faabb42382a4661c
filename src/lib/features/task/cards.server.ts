import { eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { incident } from '../incident/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { TaskCard } from './schema.ts';
import { task } from './tables.server.ts';

const giver = alias(unit, 'giver');

/** The cards of these tasks, in the order of `ids`. */
export async function cardsOf(reader: Reader, ids: string[]): Promise<TaskCard[]> {
	if (ids.length === 0) return [];
	const rows = await reader
		.select({
			task,
			incidentTitle: incident.title,
			ownerUnitName: unit.name,
			assignedByUnitName: giver.name,
			assignedByPath: giver.path
		})
		.from(task)
		.innerJoin(incident, eq(incident.id, task.incidentId))
		.innerJoin(unit, eq(unit.id, task.ownerUnitId))
		.innerJoin(giver, eq(giver.id, task.assignedByUnitId))
		.where(inArray(task.id, ids));
	const cards = new Map(rows.map(({ task: row, ...names }) => [row.id, toCard(row, names)]));
	return ids.flatMap((id) => cards.get(id) ?? []);
}

/** The card as it is now: the answer to a retry. */
export async function cardNow(reader: Reader, id: string): Promise<TaskCard> {
	const [card] = await cardsOf(reader, [id]);
	if (!card) throw new Failure('not_found', m.task_not_found());
	return card;
}

type Names = Pick<
	TaskCard,
	'incidentTitle' | 'ownerUnitName' | 'assignedByUnitName' | 'assignedByPath'
>;

function toCard(
	{ origin: _origin, scope: _scope, ...row }: typeof task.$inferSelect,
	names: Names
): TaskCard {
	return {
		...row,
		...names,
		assignedAt: row.assignedAt.toISOString(),
		dueAt: row.dueAt.toISOString(),
		receivedAt: row.receivedAt?.toISOString() ?? null,
		progressAt: row.progressAt?.toISOString() ?? null,
		endedAt: row.endedAt?.toISOString() ?? null,
		supervisedAt: row.supervisedAt?.toISOString() ?? null
	};
}
