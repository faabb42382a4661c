import type { JournalLine } from '#lib/event.ts';
import { isTaskEvent, type CarriesTasks } from './events.ts';
import { isLate, isOpen } from './rules.ts';
import type { TaskCard } from './schema.ts';

/** The tasks that a screen knows, by id; ended ones too, so that an older line cannot bring them back. */
export type TaskCards = Map<string, TaskCard>;

/** The tasks that a line brings: its own card, or those of an act that made or withdrew many (TK10). */
export function tasksIn(line: JournalLine): readonly TaskCard[] {
	if (isTaskEvent(line)) return [line.payload.card];
	const { payload } = line;
	return carriesTasks(payload) ? payload.tasks : [];
}

const carriesTasks = (payload: unknown): payload is CarriesTasks =>
	typeof payload === 'object' &&
	payload !== null &&
	'tasks' in payload &&
	Array.isArray(payload.tasks);

/** Takes the cards of an act that made or withdrew many. Returns those that are new here. */
export function takeTasks(cards: TaskCards, brought: readonly TaskCard[]): TaskCard[] {
	const fresh = brought.filter(({ id }) => !cards.has(id));
	for (const card of brought) {
		if ((cards.get(card.id)?.version ?? 0) < card.version) cards.set(card.id, card);
	}
	return fresh;
}

/** Does it ring at the unit? Only what is its own, waits for it, and is no exercise (TK5). */
export const ringsAt = (unitId: string, { ownerUnitId, state, frame }: TaskCard) =>
	ownerUnitId === unitId && state === 'assigned' && frame !== 'exercise';

/** By time left; of the same deadline the older first. */
export const byDeadline = (a: TaskCard, b: TaskCard) =>
	a.dueAt.localeCompare(b.dueAt) ||
	a.assignedAt.localeCompare(b.assignedAt) ||
	a.id.localeCompare(b.id);

/** What is still to be done at the unit, by time left. */
export const ownOpen = (cards: TaskCards, unitId: string): TaskCard[] =>
	[...cards.values()]
		.filter((card) => card.ownerUnitId === unitId && isOpen(card))
		.sort(byDeadline);

/** What the unit assigned and is still to be done, by time left. */
export const givenOpen = (cards: TaskCards, unitId: string): TaskCard[] =>
	[...cards.values()]
		.filter((card) => card.assignedByUnitId === unitId && isOpen(card))
		.sort(byDeadline);

/** Past their deadline and not done, the longest overdue first: 过期清单. */
export const lateTasks = (cards: TaskCards, now: Date): TaskCard[] =>
	[...cards.values()].filter((card) => isLate(card, now)).sort(byDeadline);
