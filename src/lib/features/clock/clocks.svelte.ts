import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { clock } from '#lib/ui/now.svelte.ts';
import { isClockEvent } from './events.ts';
import { byUrgency, isListed } from './rules.ts';
import type { ClockCard } from './schema.ts';

/**
 * The clocks that a screen shows: filled by a query, then kept by events, which carry whole cards: applying
 * one twice changes nothing. `keeps` says which belong on this screen; without it those of a list, so that a
 * wall that nobody touches does not gather what was met long ago.
 */
export class Clocks implements LiveStore {
	#cards = new SvelteMap<string, ClockCard>();
	#keeps: (card: ClockCard) => boolean;

	/** The running first, by time left; then the stopped, newest first. */
	readonly all = $derived([...this.#cards.values()].sort(byUrgency));

	constructor(keeps: (card: ClockCard) => boolean = (card) => isListed(card, clock.now)) {
		this.#keeps = keeps;
	}

	/** Takes what the query found; what was there before goes. */
	fill(cards: readonly ClockCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(line: JournalLine): boolean {
		if (!isClockEvent(line)) return false;
		for (const card of line.payload.clocks) this.#cards.set(card.id, card);
		for (const card of this.#cards.values()) if (!this.#keeps(card)) this.#cards.delete(card.id);
		return false;
	}

	/** The running clocks of one's own unit: what this desk itself must do. */
	owedBy(unitId: string): ClockCard[] {
		return this.all.filter((card) => card.fromUnitId === unitId && card.stoppedAt === null);
	}
}
