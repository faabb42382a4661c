import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isSignEvent } from './events.ts';
import { isOnMap } from './rules.ts';
import type { SignCard } from './schema.ts';

/** The signs of an incident's map: filled by a query, then kept by events; those taken off too, so that no older line brings one back. */
export class Signs implements LiveStore {
	#cards = new SvelteMap<string, SignCard>();

	/** What is on the map, the newest first. */
	readonly shown = $derived(
		[...this.#cards.values()]
			.filter(isOnMap)
			.sort((a, b) => b.drawnAt.localeCompare(a.drawnAt) || b.id.localeCompare(a.id))
	);

	fill(cards: readonly SignCard[]) {
		for (const card of cards) this.take(card);
	}

	apply(line: JournalLine): boolean {
		if (isSignEvent(line)) this.take(line.payload.card);
		return false;
	}

	/** The newer version stays. */
	take(card: SignCard) {
		if ((this.#cards.get(card.id)?.version ?? 0) < card.version) this.#cards.set(card.id, card);
	}

	get(id: string): SignCard | undefined {
		return this.#cards.get(id);
	}
}
