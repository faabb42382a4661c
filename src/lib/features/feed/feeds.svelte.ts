import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isWarningEvent } from '../warning/events.ts';
import { isEarthquakeEvent, isFeedEvent } from './events.ts';
import { applyFeedEvent, noteArrival, silentFeeds } from './live.ts';
import type { FeedCard } from './schema.ts';

/** The feeds of a wall or desk and their health: filled by a query, kept by events. */
export class Feeds implements LiveStore {
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

	apply(line: JournalLine): boolean {
		if (isFeedEvent(line)) applyFeedEvent(this.#cards, line);
		// What a feed brought shows that it lives.
		if (isWarningEvent(line) || isEarthquakeEvent(line)) noteArrival(this.#cards, line);
		return false;
	}

	get(id: string): FeedCard | undefined {
		return this.#cards.get(id);
	}
}
