import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import type { TaskCard, TaskState } from './schema.ts';

/** What each state is called on screen. */
export const stateWords: Record<TaskState, () => string> = {
	assigned: m.task_state_assigned,
	received: m.task_state_received,
	underway: m.task_state_underway,
	done: m.task_state_done,
	declined: m.task_state_declined,
	withdrawn: m.task_state_withdrawn
};

/** 永吉县 张三（主班）: who answers for it; the unit alone where nobody was on duty. */
export function answererWords({
	ownerUnitName,
	ownerName,
	ownerPost
}: Pick<TaskCard, 'ownerUnitName' | 'ownerName' | 'ownerPost'>): string {
	const unit = unitText(ownerUnitName);
	if (!ownerName) return unit;
	return ownerPost
		? m.task_answerer_post({ unit, name: ownerName, post: ownerPost })
		: m.task_answerer({ unit, name: ownerName });
}
