import { m } from '#lib/paraglide/messages.js';
import type { TaskState } from './schema.ts';

/** What each state is called on screen. */
export const stateWords: Record<TaskState, () => string> = {
	assigned: m.task_state_assigned,
	received: m.task_state_received,
	underway: m.task_state_underway,
	done: m.task_state_done,
	declined: m.task_state_declined,
	withdrawn: m.task_state_withdrawn
};
