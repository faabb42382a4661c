import { m } from '#lib/paraglide/messages.js';
import { trpc } from '#lib/trpc.ts';
import { Submission } from '#lib/ui/submission.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { TaskMove } from './rules.ts';
import type { TaskCard } from './schema.ts';

/** What is being done to tasks on a page: one at a time, with a dialog where words are needed. */
export class TaskDesk {
	/** Which dialog is open, for which task. */
	dialog = $state.raw<{ card: TaskCard; move: Exclude<TaskMove, 'receive'> } | null>(null);
	#receiving = new Submission({ toast: true });
	#receivingId = $state<string | null>(null);
	#show: (card: TaskCard) => void;

	/** `show`: takes the card as an act left it. */
	constructor(show: (card: TaskCard) => void) {
		this.#show = show;
	}

	/** What is on its way. */
	get busy(): { id: string; move: TaskMove } | null {
		if (!this.#receiving.isBusy || this.#receivingId === null) return null;
		return { id: this.#receivingId, move: 'receive' };
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
		if (this.#receiving.isBusy) return;
		this.#receivingId = id;
		await this.#receiving.send(trpc.task.receive.mutate, { id }, (card) =>
			this.done(card, 'receive')
		);
	}
}
