import { v7 as uuidv7 } from 'uuid';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, trpc } from '#lib/trpc.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { TaskMove } from './rules.ts';
import type { TaskCard } from './schema.ts';

/** What is being done to tasks on a page: one at a time, with a dialog where words are needed. */
export class TaskDesk {
	/** Which dialog is open, for which task. */
	dialog = $state.raw<{ card: TaskCard; move: Exclude<TaskMove, 'receive'> } | null>(null);
	busy = $state.raw<{ id: string; move: TaskMove } | null>(null);
	#show: (card: TaskCard) => void;

	/** `show`: takes the card as an act left it. */
	constructor(show: (card: TaskCard) => void) {
		this.#show = show;
	}

	/** Receives at once; for anything else opens the dialog. */
	act(move: TaskMove, card: TaskCard) {
		if (move === 'receive') void this.#receive(card);
		else this.dialog = { card, move };
	}

	done(card: TaskCard, move: TaskMove) {
		this.dialog = null;
		this.#show(card);
		const words: Record<TaskMove, () => string> = {
			receive: m.task_done_receive,
			finish: m.task_done_finish,
			progress: m.task_done_progress,
			decline: m.task_done_decline,
			supervise: m.task_done_supervise,
			postpone: m.task_done_postpone,
			withdraw: m.task_done_withdraw
		};
		toasts.show(words[move]());
	}

	async #receive({ id }: TaskCard) {
		if (this.busy) return;
		this.busy = { id, move: 'receive' };
		try {
			this.done(await trpc.task.receive.mutate({ actId: uuidv7(), id }), 'receive');
		} catch (error) {
			toasts.show(refusalOf(error).message, { kind: 'bad' });
		} finally {
			this.busy = null;
		}
	}
}
