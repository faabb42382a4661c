import { sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { holdOpen } from '../incident/holding.server.ts';
import { connect } from '../joint/keeping.server.ts';
import { getUnit } from '../unit/queries.server.ts';
import { cardNow } from './cards.server.ts';
import type { TaskEvent } from './events.ts';
import { changeTask, holdAnswer, holdGiven, requireMove } from './holding.server.ts';
import { makeTasks, markWithdrawn } from './keeping.server.ts';
import { visibleCard } from './queries.server.ts';
import type {
	AssignTask,
	TaskAct,
	TaskCard,
	TaskDeadline,
	TaskProgress,
	TaskReason,
	TaskResult,
	TaskSupervision
} from './schema.ts';
import { may, taskPermissions } from './permissions.ts';

/**
 * Gives one task to a unit: whoever takes part in the incident, to his own unit or one below it (TK1, TK2). Refused
 * where the deadline is past.
 */
export async function assignTask(db: Db, who: Who, input: AssignTask): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.assign']);
	const { actId, incidentId, about, id } = input;
	const request = { kind: 'task.assign', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await holdOpen(tx, who, incidentId, taskPermissions['task.assign']);
		const { path } = await getUnit(tx, input.ownerUnitId);
		if (!may(who, 'task.assign', path)) refuseField('ownerUnitId', m.task_owner_not_below());
		requireFuture(input.dueAt, await transactionTime(tx));
		const draft = { ...input, paragraph: '', actionId: null };
		const { cards, scope } = await makeTasks(tx, who, { incidentId, activationId: null }, [draft]);
		const card = cards[0] ?? (await cardNow(tx, id));
		const line = { type: 'task.assigned', subject: `task:${id}`, scope } as const;
		await record<TaskEvent>(tx, who, { ...line, payload: { card } }, actId);
		if (about) await connect(tx, who, { incidentId, a: `task:${id}`, b: about });
		return card;
	});
}

/** 签收: once for the whole unit; whoever comes second changes nothing (TK4). */
export async function receiveTask(db: Db, who: Who, input: TaskAct): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.answer']);
	const { actId, id } = input;
	const request = { kind: 'task.receive', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdAnswer(tx, who, id);
		if (held.receivedAt) return await cardNow(tx, id);
		const state = requireMove(held, 'receive');
		const seen = { receivedAt: sql`now()`, receivedByName: who.name };
		return await changeTask(tx, who, held, { state, ...seen }, (card) => ({
			type: 'task.received',
			payload: { card },
			actId
		}));
	});
}

/** The owner says how far it is. Whoever answers has received it, too. */
export async function progressTask(db: Db, who: Who, input: TaskProgress): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.answer']);
	const { actId, id, text } = input;
	const request = { kind: 'task.progress', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdAnswer(tx, who, id);
		const state = requireMove(held, 'progress');
		const changes = { state, progress: text, progressAt: sql`now()`, ...receivedBy(held, who) };
		return await changeTask(tx, who, held, changes, (card) => ({
			type: 'task.progressed',
			payload: { card, text },
			actId
		}));
	});
}

export const finishTask = (db: Db, who: Who, input: TaskResult) =>
	endAsOwner(db, who, input, { move: 'finish', type: 'task.done' });

export const declineTask = (db: Db, who: Who, input: TaskReason) =>
	endAsOwner(db, who, input, { move: 'decline', type: 'task.declined' });

/** The owner has done it, or cannot. */
async function endAsOwner(
	db: Db,
	who: Who,
	input: TaskResult,
	{ move, type }: { move: 'finish' | 'decline'; type: 'task.done' | 'task.declined' }
): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.answer']);
	const { actId, id, text } = input;
	const request = { kind: `task.${move}`, who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdAnswer(tx, who, id);
		const state = requireMove(held, move);
		const ended = { endedAt: sql`now()`, endedByName: who.name, outcome: text };
		const changes = { state, ...ended, ...receivedBy(held, who) };
		return await changeTask(tx, who, held, changes, (card) => ({ type, payload: { card }, actId }));
	});
}

/** Whoever gave it takes it back, with the reason. */
export async function withdrawTask(db: Db, who: Who, input: TaskReason): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.assign']);
	const { actId, id, text } = input;
	const request = { kind: 'task.withdraw', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdGiven(tx, who, id);
		const state = requireMove(held, 'withdraw');
		const changes = { state, endedAt: sql`now()`, endedByName: who.name, outcome: text };
		const card = await changeTask(tx, who, held, changes, (now) => ({
			type: 'task.withdrawn',
			payload: { card: now },
			actId
		}));
		await markWithdrawn(tx, [card]);
		return card;
	});
}

/** 督办: presses for it; counted, and said in the log (TK7). */
export async function superviseTask(db: Db, who: Who, input: TaskSupervision): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.assign']);
	const { actId, id, text } = input;
	const request = { kind: 'task.supervise', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdGiven(tx, who, id);
		requireMove(held, 'supervise');
		const changes = {
			supervisedCount: held.supervisedCount + 1,
			supervisedAt: sql`now()`,
			supervisedByName: who.name
		};
		return await changeTask(tx, who, held, changes, (card) => ({
			type: 'task.supervised',
			payload: { card, text },
			actId
		}));
	});
}

/** Moves the deadline, with the reason; from an old version it is refused (TK8). */
export async function moveDeadline(db: Db, who: Who, input: TaskDeadline): Promise<TaskCard> {
	authorizeAct(who, taskPermissions['task.assign']);
	const { actId, id, version, dueAt, reason } = input;
	const request = {
		...{ kind: 'task.moveDeadline', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const held = await holdGiven(tx, who, id);
		requireMove(held, 'postpone');
		if (held.version !== version) throw new Failure('conflict', m.task_changed_meanwhile());
		requireFuture(dueAt, await transactionTime(tx));
		const [from, to] = [held.dueAt.toISOString(), new Date(dueAt).toISOString()];
		return await changeTask(tx, who, held, { dueAt: new Date(dueAt) }, (card) => ({
			type: 'task.edited',
			payload: { card, from, to, reason },
			actId
		}));
	});
}

const receivedBy = (held: { receivedAt: Date | null }, who: Who) =>
	held.receivedAt ? {} : { receivedAt: sql`now()`, receivedByName: who.name };

function requireFuture(dueAt: string, now: Date) {
	if (Date.parse(dueAt) <= now.getTime()) refuseField('dueAt', m.task_due_past());
}

function refuseField(field: string, sentence: string): never {
	throw new Failure('invalid', sentence, { fields: { [field]: sentence } });
}
