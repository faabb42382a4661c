import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { trpc } from '#lib/trpc.ts';
import { isWarningEvent } from './events.ts';
import { applyWarningEvent } from './live.ts';
import type { WarningCard } from './schema.ts';

type Found = { warnings: WarningCard[]; next: string | null };

/** Every message that the unit may see, the newest received first: filled page by page, then kept by events. */
export class WarningHistory implements LiveStore {
	#cards = new SvelteMap<string, WarningCard>();
	#unitId: string;
	#next: string | null = $state(null);

	readonly all: WarningCard[] = $derived(
		[...this.#cards.values()].sort((a, b) => b.id.localeCompare(a.id))
	);
	readonly more: boolean = $derived(this.#next !== null);

	constructor(unitId: string, found: Found) {
		this.#unitId = unitId;
		this.fill(found);
	}

	/** Takes what was found; what was there before goes. */
	fill(found: Found) {
		this.#cards.clear();
		this.#take(found);
	}

	apply(line: JournalLine): boolean {
		if (!isWarningEvent(line)) return false;
		applyWarningEvent(this.#cards, line);
		// A line also reaches units that only what it replaced was for.
		const { id, scope } = line.payload.card;
		if (!scope.includes(this.#unitId)) this.#cards.delete(id);
		return false;
	}

	async older() {
		const before = this.#next;
		if (before === null) return;
		const found = await trpc.warning.history.query({ before });
		// Filled anew meanwhile.
		if (before === this.#next) this.#take(found);
	}

	#take({ warnings, next }: Found) {
		for (const card of warnings) this.#cards.set(card.id, card);
		this.#next = next;
	}
}
