import { createContext } from 'svelte';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { Entry } from '#lib/realtime/protocol.ts';
import { trpc } from '#lib/trpc.ts';
import { speaker } from '#lib/ui/sound.svelte.ts';
import { ringsAt, tasksIn } from './live.ts';
import type { TaskCard } from './schema.ts';
import { Tasks } from './tasks.svelte.ts';

/** A task that nobody has received sounds again this often. */
const REMIND_MS = 20_000;
const RETRY_MS = 5000;

/** What is still to be done in sight of one unit, for every page of the shell; a new task of its own rings (TK5). */
export class TaskWatch {
	readonly tasks = new Tasks();
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
		let stop = () => {};
		let isOver = false;
		const begin = async () => {
			const cursor = await this.#fill();
			// From a place of its own: a follower without one would have every other screen ask again.
			if (!isOver) stop = this.#follow(connection, cursor);
		};
		// What fails is tried again: nobody looks at a badge to see that it is old.
		const attempt = () =>
			void begin().catch(() => {
				retry = setTimeout(attempt, RETRY_MS);
			});
		let retry: ReturnType<typeof setTimeout> | undefined;
		attempt();
		const reminder = setInterval(() => {
			if (this.waiting.some((card) => ringsAt(this.#unitId, card))) speaker.play('unacknowledged');
		}, REMIND_MS);
		return () => {
			isOver = true;
			stop();
			clearTimeout(retry);
			clearInterval(reminder);
		};
	}

	#follow(connection: PushConnection, cursor: string) {
		return connection.follow(`unit:${this.#unitId}`, cursor, {
			onEntry: (entry) => this.#take(entry),
			onSnapshot: async () => void (await this.#fill())
		});
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
		const { tasks, cursor } = await trpc.task.open.query();
		this.tasks.fill(tasks);
		return cursor;
	}

	#take(entry: Entry) {
		const fresh = this.tasks.take(tasksIn(entry));
		if (fresh.some((card) => ringsAt(this.#unitId, card))) speaker.play('report');
	}
}

/** The signed-in shell's one watch over tasks. */
export const [getTaskWatch, setTaskWatch] = createContext<TaskWatch>();
