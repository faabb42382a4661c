import { SvelteMap } from 'svelte/reactivity';
import type { ReportEvent } from '../report/events.ts';
import type { IncidentEvent } from './events.ts';
import { applyIncidentEvent, shownIncidents, takeIncident } from './live.ts';
import type { IncidentCard } from './schema.ts';

/** The incidents that a wall or desk shows: filled by a query, then kept by events. */
export class Incidents {
	#cards = new SvelteMap<string, IncidentCard>();

	/** Those that are open and not part of another, the newest first. */
	readonly all = $derived(shownIncidents(this.#cards));

	/** Takes what the query found; what was there before goes. */
	fill(cards: IncidentCard[]) {
		this.#cards.clear();
		for (const card of cards) this.#cards.set(card.id, card);
	}

	/** Follow-ups count for the incident of their thread, so it wants the reports' events too. */
	apply(event: IncidentEvent | ReportEvent) {
		applyIncidentEvent(this.#cards, event);
	}

	/** The card that came with the line of another act. */
	take(card: IncidentCard) {
		takeIncident(this.#cards, card);
	}

	get(id: string): IncidentCard | undefined {
		return this.#cards.get(id);
	}
}
