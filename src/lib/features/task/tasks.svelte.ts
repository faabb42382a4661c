import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { byDeadline, givenOpen, lateTasks, ownOpen, takeTasks, tasksIn } from './live.ts';
import type { TaskCard } from './schema.ts';

/** Tasks as a screen shows them: filled by a query, then kept by events. */
export class Tasks implements LiveStore {
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

	apply(line: JournalLine): boolean {
		return this.take(tasksIn(line)).length > 0;
	}

	/** Cards that an act or a line brought. Returns those that are new here. */
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
