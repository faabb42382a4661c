import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isConsultationEvent } from './events.ts';
import { applyConsultationEvent, calledTo } from './live.ts';
import { isRinging } from './rules.ts';
import type { ConsultationCard } from './schema.ts';

/** The consultations that a unit's screens ring for and show: filled by a query, then kept by events. */
export class Consultations implements LiveStore {
	#unitId: string;
	#cards = new SvelteMap<string, ConsultationCard>();

	/** Open ones that the unit was called to, the newest first. */
	readonly open = $derived.by(() => calledTo(this.#cards, this.#unitId));
	/** Those of them that nobody here has answered. */
	readonly ringing = $derived.by(() => this.open.filter((card) => isRinging(card, this.#unitId)));
	/** Every one that is known, the newest first. */
	readonly all = $derived.by(() =>
		[...this.#cards.values()].sort((a, b) => b.openedAt.localeCompare(a.openedAt))
	);

	constructor(unitId: string) {
		this.#unitId = unitId;
	}

	/** Takes what the query found; what was there before goes, unless it is newer. */
	fill(cards: ConsultationCard[]) {
		const before = new Map(this.#cards);
		this.#cards.clear();
		for (const card of cards) this.add(card, before.get(card.id));
	}

	/** One that an act returned, or that was asked for besides. */
	add(card: ConsultationCard, known = this.#cards.get(card.id)) {
		this.#cards.set(card.id, known && known.version > card.version ? known : card);
	}

	apply(line: JournalLine): boolean {
		return isConsultationEvent(line) && applyConsultationEvent(this.#cards, line);
	}
}
