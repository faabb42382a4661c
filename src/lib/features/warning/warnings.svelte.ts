import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isWarningEvent } from './events.ts';
import { applyWarningEvent, shownWarnings } from './live.ts';
import type { WarningCard } from './schema.ts';

/** The warnings of a wall or desk: filled by a query, kept by events, and fading as time goes by. */
export class Warnings implements LiveStore {
	#cards = new SvelteMap<string, WarningCard>();

	/** Takes what the query found; what was there before goes. */
	fill(cards: WarningCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(line: JournalLine): boolean {
		if (!isWarningEvent(line)) return false;
		const isNew = !this.#cards.has(line.payload.card.id);
		applyWarningEvent(this.#cards, line);
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
