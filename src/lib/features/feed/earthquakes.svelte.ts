import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isEarthquakeEvent } from './events.ts';
import { applyEarthquakeEvent, shownEarthquakes } from './live.ts';
import type { EarthquakeCard } from './schema.ts';

/** The earthquakes of a wall or desk: filled by a query, kept by events, and leaving as time goes by. */
export class Earthquakes implements LiveStore {
	#cards = new SvelteMap<string, EarthquakeCard>();

	/** Takes what the query found; what was there before goes. */
	fill(cards: readonly EarthquakeCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(line: JournalLine): boolean {
		if (isEarthquakeEvent(line)) applyEarthquakeEvent(this.#cards, line);
		return false;
	}

	/** Give it a `now` that moves. */
	shown(unitId: string, now: Date, days: number): EarthquakeCard[] {
		return shownEarthquakes(this.#cards, unitId, { now, days });
	}
}
