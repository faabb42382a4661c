import { m } from '#lib/paraglide/messages.js';
import type { Who } from '#lib/who.ts';
import { stateAfter, type TaskMove } from './rules.ts';
import type { TaskCard } from './schema.ts';
import { may } from './permissions.ts';

/** Which acts a person is offered on a task, in the order of the buttons: those that the server would let him do. */
export function actsOn(card: TaskCard, who: Who): TaskMove[] {
	const answers = may(who, 'task.answer', [card.ownerUnitId]);
	const gives = may(who, 'task.assign', card.assignedByPath);
	const offered: TaskMove[] = [
		...(answers ? (['receive', 'finish', 'progress', 'decline'] as const) : []),
		...(gives ? (['supervise', 'postpone', 'withdraw'] as const) : [])
	];
	return offered.filter((move) => stateAfter(move, card.state) !== null);
}

/** What its button says. */
export const moveWords: Record<TaskMove, () => string> = {
	receive: m.task_receive,
	finish: m.task_finish,
	progress: m.task_progress,
	decline: m.task_decline,
	supervise: m.task_supervise,
	postpone: m.task_postpone,
	withdraw: m.task_withdraw
};

/** The key that does it where the task is chosen. */
export const moveKeys: Partial<Record<TaskMove, string>> = {
	receive: 'a',
	finish: 'd',
	progress: 'p',
	decline: 'x',
	supervise: 's'
};
