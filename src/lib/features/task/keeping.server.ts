import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import type { Who } from '#lib/who.ts';
import { addThings, admitUnits, scopeOf } from '../incident/keeping.server.ts';
import { incident } from '../incident/tables.server.ts';
import { person } from '../person/tables.server.ts';
import { onDuty } from '../shift/queries.server.ts';
import type { OnDuty } from '../shift/schema.ts';
import { listUnits } from '../unit/queries.server.ts';
import { cardsOf } from './cards.server.ts';
import type { TaskCard, TaskDraft } from './schema.ts';
import { task } from './tables.server.ts';

/** `scope`: who is to be told, for the line of the act. */
export type Kept = { cards: TaskCard[]; scope: string[] };

/**
 * Makes tasks in an incident that the caller has locked and may act on, for use inside the transaction of the act
 * that wants them. Owners see the incident from now on (TK3). Writes no line of `task`: the act's own line carries
 * the cards. Refused as a whole where an owner is unknown or no longer in force.
 */
export async function makeTasks(
	tx: Tx,
	who: Who,
	of: { incidentId: string; activationId: string | null },
	drafts: readonly TaskDraft[]
): Promise<Kept> {
	if (drafts.length === 0) return { cards: [], scope: await scopeOf(tx, of.incidentId) };
	const owners = [...new Set(drafts.map(({ ownerUnitId }) => ownerUnitId))];
	await requireUnits(tx, owners);
	await admitUnits(tx, who, of.incidentId, owners);
	const [scope, assignedAt] = [await scopeOf(tx, of.incidentId), await transactionTime(tx)];
	const answering = await answerersOf(tx, drafts, assignedAt);
	await tx.insert(task).values(
		drafts.map(({ id, title, detail, paragraph, ownerUnitId, dueAt, actionId }) => ({
			...of,
			id,
			title,
			detail,
			paragraph,
			ownerUnitId,
			actionId,
			...(answering.get(id) ?? NOBODY),
			dueAt: new Date(dueAt),
			assignedAt,
			assignedByUnitId: who.unitId,
			assignedByPersonId: who.personId,
			assignedByName: who.name,
			frame: sql`(select frame from ${incident} where ${incident.id} = ${of.incidentId})`,
			origin: sql`(select id from node)`,
			scope
		}))
	);
	await addThings(
		tx,
		of.incidentId,
		drafts.map(({ id, title }) => ({ subject: `task:${id}`, title, gone: null }))
	);
	const cards = await cardsOf(
		tx,
		drafts.map(({ id }) => id)
	);
	return { cards, scope };
}

/**
 * Withdraws those tasks of an activation that nobody has ended, all of them or only these actions', for use inside
 * the act that undoes or changes it. Writes no line of `task`. Returns what it withdrew.
 */
export async function withdrawTasks(
	tx: Tx,
	who: Who,
	{ activationId, actionIds }: { activationId: string; actionIds?: readonly string[] },
	reason: string
): Promise<TaskCard[]> {
	if (actionIds?.length === 0) return [];
	const rows = await tx
		.update(task)
		.set({
			state: 'withdrawn',
			endedAt: sql`now()`,
			endedByName: who.name,
			outcome: reason,
			version: sql`${task.version} + 1`
		})
		.where(
			and(
				eq(task.activationId, activationId),
				isNull(task.endedAt),
				actionIds && inArray(task.actionId, [...actionIds])
			)
		)
		.returning({ id: task.id });
	const cards = await cardsOf(
		tx,
		rows.map(({ id }) => id)
	);
	await markWithdrawn(tx, cards);
	return cards;
}

/** Whatever refers to these tasks says that they were withdrawn. */
export async function markWithdrawn(tx: Tx, cards: readonly TaskCard[]) {
	for (const { id, incidentId, title } of cards) {
		await addThings(tx, incidentId, [{ subject: `task:${id}`, title, gone: 'withdrawn' }]);
	}
}

async function requireUnits(tx: Tx, ids: string[]) {
	const known = new Set((await listUnits(tx)).map(({ id }) => id));
	const unknown = ids.filter((id) => !known.has(id));
	if (unknown.length === 0) return;
	const sentence = m.task_owner_unknown({ units: unknown.join(' ') });
	throw new Failure('invalid', sentence, { fields: { ownerUnitId: sentence } });
}

type Answerer = { ownerPersonId: string | null; ownerName: string; ownerPost: string };
const NOBODY: Answerer = { ownerPersonId: null, ownerName: '', ownerPost: '' };

/** By task: the person named, else who is on duty at the owner. */
async function answerersOf(tx: Tx, drafts: readonly TaskDraft[], now: Date) {
	const named = drafts.flatMap(({ ownerPersonId }) => ownerPersonId ?? []);
	const people = new Map((await peopleById(tx, named)).map((one) => [one.ownerPersonId, one]));
	const unitIds = [...new Set(drafts.map(({ ownerUnitId }) => ownerUnitId))];
	const watches = Map.groupBy(await onDuty(tx, unitIds, now), ({ unitId }) => unitId);
	return new Map(
		drafts.map(({ id, ownerPersonId, ownerUnitId, ownerRole }): [string, Answerer] => {
			if (ownerPersonId) return [id, people.get(ownerPersonId) ?? NOBODY];
			return [id, onWatch(watches.get(ownerUnitId) ?? [], ownerRole)];
		})
	);
}

function onWatch(watch: OnDuty[], wanted: TaskDraft['ownerRole']): Answerer {
	const roles = wanted ? [wanted] : (['main', 'deputy', 'leader'] as const);
	for (const role of roles) {
		const found = watch.find((one) => one.role === role);
		if (found) {
			return { ownerPersonId: found.personId, ownerName: found.name, ownerPost: found.post };
		}
	}
	return NOBODY;
}

async function peopleById(tx: Tx, ids: string[]) {
	if (ids.length === 0) return [];
	return await tx
		.select({ ownerPersonId: person.id, ownerName: person.name, ownerPost: person.post })
		.from(person)
		.where(inArray(person.id, ids));
}
