import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { applyToIncidents, shownIncidents } from './live.ts';
import type { IncidentCard } from './schema.ts';

/** The incidents that a wall or desk shows: filled by a query, then kept by events. */
export class Incidents implements LiveStore {
	#cards = new SvelteMap<string, IncidentCard>();

	/** Those that are open and not part of another, the newest first. */
	readonly all = $derived(shownIncidents(this.#cards));

	/** Takes what the query found; what was there before goes. */
	fill(cards: IncidentCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(line: JournalLine): boolean {
		applyToIncidents(this.#cards, line);
		return false;
	}

	get(id: string): IncidentCard | undefined {
		return this.#cards.get(id);
	}
}
