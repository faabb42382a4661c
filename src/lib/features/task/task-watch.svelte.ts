import { createContext } from 'svelte';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { Entry } from '#lib/realtime/protocol.ts';
import { trpc } from '#lib/trpc.ts';
import { speaker } from '#lib/ui/sound.svelte.ts';
import { eventOf } from '../events.ts';
import { ringsAt, tasksIn } from './live.ts';
import type { TaskCard } from './schema.ts';
import { Tasks } from './tasks.svelte.ts';

/** A task that nobody has received sounds again this often. */
const REMIND_MS = 20_000;

/** What is still to be done in sight of one unit, for every page of the shell; a new task of its own rings (TK5). */
export class TaskWatch {
	readonly tasks = new Tasks();
	/** The first answer is there. */
	isFilled = $state(false);
	#unitId: string;

	/** What waits at the unit for somebody to receive it. */
	readonly waiting = $derived(
		this.tasks.own(this.#ownId()).filter(({ state }) => state === 'assigned')
	);

	constructor(unitId: string) {
		this.#unitId = unitId;
	}

	/** Asks for what there is, then follows the unit's lines; the returned function ends it. */
	follow(connection: PushConnection): () => void {
		const stop = connection.follow(`unit:${this.#unitId}`, null, {
			onEntry: (entry) => this.#take(entry),
			onSnapshot: () => this.#fill()
		});
		const reminder = setInterval(() => {
			if (this.waiting.some((card) => ringsAt(this.#unitId, card))) speaker.play('unacknowledged');
		}, REMIND_MS);
		return () => {
			stop();
			clearInterval(reminder);
		};
	}

	/** The card as an act of this page left it: shown at once. */
	show(card: TaskCard) {
		this.tasks.take([card]);
	}

	// A method, because a field's own $derived is made before the constructor has run.
	#ownId() {
		return this.#unitId;
	}

	async #fill() {
		const { tasks } = await trpc.task.open.query();
		this.tasks.fill(tasks);
		this.isFilled = true;
	}

	#take(entry: Entry) {
		const fresh = this.tasks.take(tasksIn(eventOf(entry)));
		if (fresh.some((card) => ringsAt(this.#unitId, card))) speaker.play('report');
	}
}

/** The signed-in shell's one watch over tasks. */
export const [getTaskWatch, setTaskWatch] = createContext<TaskWatch>();
