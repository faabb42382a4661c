import { eq } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { scopeOf } from '../incident/keeping.server.ts';
import { holdTree } from '../incident/tree.server.ts';
import { getUnit } from '../unit/queries.server.ts';
import { cardNow } from './cards.server.ts';
import type { TaskEvent } from './events.ts';
import { stateAfter, type TaskMove } from './rules.ts';
import type { TaskCard, TaskState } from './schema.ts';
import { task } from './tables.server.ts';
import { stateWords } from './words.ts';
import { may } from './permissions.ts';

/** A task, locked until the transaction ends, with everybody who is told of its changes. */
export type Held = typeof task.$inferSelect & { seenBy: string[] };

/** For its owner's answer: whoever watches there (TK4). */
export async function holdAnswer(tx: Tx, who: Who, id: string) {
	const held = await hold(tx, who, id);
	return authorize('task.answer', held, may(who, 'task.answer', [held.ownerUnitId]));
}

/** For those who gave it, and those above them. */
export async function holdGiven(tx: Tx, who: Who, id: string) {
	const held = await hold(tx, who, id);
	const { path } = await getUnit(tx, held.assignedByUnitId);
	return authorize('task.assign', held, may(who, 'task.assign', path));
}

async function hold(tx: Tx, who: Who, id: string): Promise<Held> {
	await holdTree(tx);
	const [found] = await tx.select().from(task).where(eq(task.id, id)).for('update');
	if (!found) throw new Failure('not_found', m.task_not_found());
	const seenBy = [...new Set([...found.scope, ...(await scopeOf(tx, found.incidentId))])];
	if (!seenBy.includes(who.unitId)) throw new Failure('not_found', m.task_not_found());
	return { ...found, seenBy };
}

/** The state after the move, or a refusal that says how it stands. */
export function requireMove({ state, title }: Held, move: TaskMove): TaskState {
	const after = stateAfter(move, state);
	if (after) return after;
	throw new Failure('conflict', m.task_state_refused({ title, state: stateWords[state]() }));
}

/** One member of the union for each type, without what `changeTask` knows itself. */
type News = TaskEvent extends infer E
	? E extends TaskEvent
		? Pick<E, 'type' | 'payload'> & { actId: string }
		: never
	: never;

/** Writes the changes with one more version, and the line that `news` makes of the card as it is then. */
export async function changeTask(
	tx: Tx,
	who: Who,
	{ id, version, seenBy }: Held,
	changes: PgUpdateSetSource<typeof task>,
	news: (card: TaskCard) => News
): Promise<TaskCard> {
	const [row] = await tx
		.update(task)
		.set({ ...changes, version: version + 1, scope: seenBy })
		.where(eq(task.id, id))
		.returning({ id: task.id });
	invariant(row, `task ${id} is locked`);
	const card = await cardNow(tx, id);
	const { actId, ...line } = news(card);
	await record<TaskEvent>(tx, who, { ...line, subject: `task:${id}`, scope: seenBy }, actId);
	return card;
}
