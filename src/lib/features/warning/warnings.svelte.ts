import { SvelteMap } from 'svelte/reactivity';
import type { WarningEvent } from './events.ts';
import { applyWarningEvent, shownWarnings } from './live.ts';
import type { WarningCard } from './schema.ts';

/** The warnings of a wall or desk: filled by a query, kept by events, and fading as time goes by. */
export class Warnings {
	#cards = new SvelteMap<string, WarningCard>();

	/** Takes what the query found; what was there before goes. */
	fill(cards: WarningCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	/** True where the message was not here before. */
	apply(event: WarningEvent): boolean {
		const isNew = !this.#cards.has(event.payload.card.id);
		applyWarningEvent(this.#cards, event);
		return isNew;
	}

	/** What the unit's screen shows now. Give it a `now` that moves, or nothing expires before its eyes. */
	shown(unitId: string, now: Date): WarningCard[] {
		return shownWarnings(this.#cards, unitId, now);
	}

	get(id: string): WarningCard | undefined {
		return this.#cards.get(id);
	}
}
