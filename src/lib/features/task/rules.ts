import type { TaskCard, TaskState } from './schema.ts';

/** What may be done to a task, from which states, and what it is then. `null`: its state stays. */
const moves = {
	receive: { from: ['assigned'], to: 'received' },
	progress: { from: ['assigned', 'received', 'underway'], to: 'underway' },
	finish: { from: ['assigned', 'received', 'underway'], to: 'done' },
	decline: { from: ['assigned', 'received', 'underway'], to: 'declined' },
	withdraw: { from: ['assigned', 'received', 'underway'], to: 'withdrawn' },
	supervise: { from: ['assigned', 'received', 'underway'], to: null },
	postpone: { from: ['assigned', 'received', 'underway'], to: null }
} satisfies Record<string, { from: TaskState[]; to: TaskState | null }>;

export type TaskMove = keyof typeof moves;

/** The state after `move`, or null where it is not possible now. */
export function stateAfter(move: TaskMove, now: TaskState): TaskState | null {
	const { from, to }: { from: TaskState[]; to: TaskState | null } = moves[move];
	return from.includes(now) ? (to ?? now) : null;
}

const openStates: readonly TaskState[] = ['assigned', 'received', 'underway'];

/** Somebody still has to do it. */
export const isOpen = ({ state }: Pick<TaskCard, 'state'>) => openStates.includes(state);

/** The deadline is past and it is not done: told by the clock alone, nothing is written (TK6). */
export const isLate = (task: Pick<TaskCard, 'state' | 'dueAt'>, now: Date) =>
	isOpen(task) && Date.parse(task.dueAt) <= now.getTime();
