import { isEventOf } from '#lib/event.ts';
import type { TaskCard } from './schema.ts';

/** `card` is the task as it is after the act. */
type TaskPayload = {
	'task.assigned': { card: TaskCard };
	/** 签收. */
	'task.received': { card: TaskCard };
	/** The owner said how far it is. */
	'task.progressed': { card: TaskCard; text: string };
	'task.done': { card: TaskCard };
	'task.declined': { card: TaskCard };
	'task.withdrawn': { card: TaskCard };
	/** 督办: whoever assigned it presses. */
	'task.supervised': { card: TaskCard; text: string };
	/** The deadline was moved. Instants are ISO strings. */
	'task.edited': { card: TaskCard; from: string; to: string; reason: string };
};

export type TaskEvent = {
	[T in keyof TaskPayload]: {
		type: T;
		subject: `task:${string}`;
		scope: string[];
		payload: TaskPayload[T];
	};
}[keyof TaskPayload];

export const isTaskEvent = isEventOf<TaskEvent>('task');

/** What an act of a higher noun that gave or took back many tasks puts into its line: their cards as they are then (TK10). */
export type CarriesTasks = { tasks: TaskCard[] };
