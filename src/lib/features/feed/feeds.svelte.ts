import { SvelteMap } from 'svelte/reactivity';
import type { WarningEvent } from '../warning/events.ts';
import type { EarthquakeEvent, FeedEvent } from './events.ts';
import { applyFeedEvent, noteArrival, silentFeeds } from './live.ts';
import type { FeedCard } from './schema.ts';

/** The feeds of a wall or desk and their health: filled by a query, kept by events. */
export class Feeds {
	#cards = new SvelteMap<string, FeedCard>();

	/** In the order of their names. */
	readonly all: FeedCard[] = $derived(
		[...this.#cards.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
	);
	/** Each stands as a duty alarm until it is heard again. */
	readonly silent: FeedCard[] = $derived(silentFeeds(this.#cards.values()));

	/** Takes what the query found; what was there before goes. */
	fill(cards: readonly FeedCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(event: FeedEvent) {
		applyFeedEvent(this.#cards, event);
	}

	/** What a feed brought shows that it lives. */
	note(event: WarningEvent | EarthquakeEvent) {
		noteArrival(this.#cards, event);
	}

	get(id: string): FeedCard | undefined {
		return this.#cards.get(id);
	}
}
