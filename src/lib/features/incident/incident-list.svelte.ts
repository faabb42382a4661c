import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { trpc } from '#lib/trpc.ts';
import { applyToIncidents } from './live.ts';
import { isFound } from './rules.ts';
import type { IncidentCard, IncidentFilter } from './schema.ts';

type Found = { incidents: IncidentCard[]; more: boolean };

/** What the list's filter finds, closed ones too: filled page by page, then kept by events. */
export class IncidentList implements LiveStore {
	#cards = new SvelteMap<string, IncidentCard>();
	#filter: IncidentFilter;
	/** The oldest one that was asked for: there the next page begins. */
	#last: string | null = null;
	more = $state(false);

	/** The newest first. */
	readonly all: IncidentCard[] = $derived.by(() =>
		[...this.#cards.values()]
			.filter((card) => isFound(card, this.#filter))
			.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || b.id.localeCompare(a.id))
	);

	constructor(filter: IncidentFilter, found: Found) {
		this.#filter = $state.raw(filter);
		this.fill(filter, found);
	}

	/** Takes what was found; what was there before goes. */
	fill(filter: IncidentFilter, found: Found) {
		this.#filter = filter;
		this.#cards.clear();
		this.#take(found);
	}

	async older() {
		const before = this.#last;
		const found = await trpc.incident.search.query({ ...this.#filter, before });
		// Another filter was chosen meanwhile.
		if (before === this.#last) this.#take(found);
	}

	apply(line: JournalLine): boolean {
		applyToIncidents(this.#cards, line);
		return false;
	}

	#take({ incidents, more }: Found) {
		for (const card of incidents) this.#cards.set(card.id, card);
		this.#last = incidents.at(-1)?.id ?? null;
		this.more = more;
	}
}
