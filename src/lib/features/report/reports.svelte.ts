import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isReportEvent } from './events.ts';
import { applyReportEvent, isUnacknowledged, newestFirst, superfluous } from './live.ts';
import type { ReportCard } from './schema.ts';

/** The reports that a wall or desk shows: filled by a query, then kept by events. */
export class Reports implements LiveStore {
	#cards = new SvelteMap<string, ReportCard>();

	/** Newest first. */
	readonly all = $derived([...this.#cards.values()].sort(newestFirst));

	/** Takes what the query found; what was there before goes. */
	fill(cards: ReportCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	apply(line: JournalLine): boolean {
		if (!isReportEvent(line)) return false;
		const before = this.#cards.size;
		applyReportEvent(this.#cards, line);
		const isNew = this.#cards.size > before;
		for (const id of superfluous(this.#cards)) this.#cards.delete(id);
		return isNew;
	}

	get(id: string): ReportCard | undefined {
		return this.#cards.get(id);
	}

	/** Those addressed to the unit that nobody there has acknowledged. */
	unacknowledged(unitId: string): ReportCard[] {
		return this.all.filter((card) => isUnacknowledged(card, unitId));
	}
}
