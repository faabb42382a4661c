import { SvelteMap } from 'svelte/reactivity';
import type { TaskEvent } from './events.ts';
import { applyTaskEvent, byDeadline, givenOpen, lateTasks, ownOpen, takeTasks } from './live.ts';
import type { TaskCard } from './schema.ts';

/** Tasks as a screen shows them: filled by a query, then kept by events. */
export class Tasks {
	#cards = new SvelteMap<string, TaskCard>();

	/** Every one that is known here, by time left. */
	readonly all = $derived([...this.#cards.values()].sort(byDeadline));

	/** Takes what a query found; an event may have been quicker than its answer. */
	fill(cards: TaskCard[]) {
		const newer = cards.map((card) => {
			const known = this.#cards.get(card.id);
			return known && known.version > card.version ? known : card;
		});
		this.#cards.clear();
		for (const card of newer) this.#cards.set(card.id, card);
	}

	/** One line of `task`. Returns the card where it is new here. */
	apply(event: TaskEvent): TaskCard | null {
		return applyTaskEvent(this.#cards, event);
	}

	/** The cards that the line of another act carries, as a plan's activation. Returns those that are new here. */
	take(cards: readonly TaskCard[]): TaskCard[] {
		return takeTasks(this.#cards, cards);
	}

	get(id: string): TaskCard | undefined {
		return this.#cards.get(id);
	}

	/** What is still to be done at the unit, by time left. */
	own(unitId: string): TaskCard[] {
		return ownOpen(this.#cards, unitId);
	}

	/** What the unit assigned and is still to be done, by time left. */
	given(unitId: string): TaskCard[] {
		return givenOpen(this.#cards, unitId);
	}

	/** Past their deadline at `now`, the longest overdue first. Give it a `now` that moves. */
	late(now: Date): TaskCard[] {
		return lateTasks(this.#cards, now);
	}
}
