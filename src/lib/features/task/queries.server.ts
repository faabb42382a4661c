import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { requireVisible } from '../incident/visible.server.ts';
import { incident } from '../incident/tables.server.ts';
import { membersOf } from '../incident/tree.server.ts';
import { cardsOf, cardNow } from './cards.server.ts';
import type { TaskCard } from './schema.ts';
import { task } from './tables.server.ts';
import { authorizeReading, ownTask, visibleTask } from './visible.server.ts';

/** More than a province has open at once, by far. */
const MOST_TASKS = 1000;

type Answer = { cursor: string; tasks: TaskCard[] };

/**
 * Every task that is still to be done and that the person's unit may see, its own and those it gave first, then by
 * deadline. Follow from `cursor` on `unit:<own>`.
 */
export async function openTasks(db: Db, who: Who): Promise<Answer> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: task.id })
		.from(task)
		.innerJoin(incident, eq(incident.id, task.incidentId))
		.where(and(isNull(task.endedAt), visibleTask(who)))
		.orderBy(
			sql`${task.ownerUnitId} <> ${who.unitId}`,
			sql`${task.assignedByUnitId} <> ${who.unitId}`,
			task.dueAt,
			task.id
		)
		.limit(MOST_TASKS);
	return { cursor, tasks: await cards(db, rows) };
}

/** 过期清单: what is due and not done, and what nobody has received yet, of all that the unit may see, by deadline. */
export async function lateTasks(db: Db, who: Who): Promise<Answer> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: task.id })
		.from(task)
		.innerJoin(incident, eq(incident.id, task.incidentId))
		.where(
			and(
				isNull(task.endedAt),
				visibleTask(who),
				or(sql`${task.dueAt} <= now()`, isNull(task.receivedAt))
			)
		)
		.orderBy(task.dueAt, task.id)
		.limit(MOST_TASKS);
	return { cursor, tasks: await cards(db, rows) };
}

/** What the person's unit ended last, of its own and of what it gave: the newest first. */
export async function endedTasks(db: Db, who: Who): Promise<Answer> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: task.id })
		.from(task)
		.where(and(sql`${task.endedAt} is not null`, ownTask(who)))
		.orderBy(desc(task.endedAt), desc(task.id))
		.limit(100);
	return { cursor, tasks: await cards(db, rows) };
}

/** All tasks of an incident and of what was merged into it, by deadline; the ended ones too. */
export async function tasksOfIncident(db: Db, who: Who, incidentId: string): Promise<Answer> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	await requireVisible(db, who, incidentId);
	const rows = await db
		.select({ id: task.id })
		.from(task)
		.where(inArray(task.incidentId, await membersOf(db, incidentId)))
		.orderBy(task.dueAt, task.id);
	return { cursor, tasks: await cards(db, rows) };
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<TaskCard> {
	const [visible] = await db
		.select({ id: task.id })
		.from(task)
		.innerJoin(incident, eq(incident.id, task.incidentId))
		.where(and(eq(task.id, id), visibleTask(who)));
	if (!visible) throw new Failure('not_found', m.task_not_found());
	return await cardNow(db, id);
}

const cards = (db: Db, rows: { id: string }[]) =>
	cardsOf(
		db,
		rows.map(({ id }) => id)
	);
