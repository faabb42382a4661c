import { trpc } from '#lib/trpc.ts';
import type { ResourceCard, ResourceFilter } from './schema.ts';

type Found = Awaited<ReturnType<typeof trpc.resource.list.query>>;

/** The list on the screen: the first page of a filter, and further ones as they are asked for. */
export class Resources {
	all = $state.raw<ResourceCard[]>([]);
	next = $state<string | null>(null);
	total = $state(0);
	#filter: ResourceFilter;

	constructor(filter: ResourceFilter, found: Found) {
		this.#filter = filter;
		this.fill(filter, found);
	}

	fill(filter: ResourceFilter, { resources, next, total }: Found) {
		this.#filter = filter;
		[this.all, this.next, this.total] = [resources, next, total];
	}

	/** Adds the next page. Throws what `trpc` throws. */
	async more() {
		const [filter, after] = [this.#filter, this.next];
		if (after === null) return;
		const found = await trpc.resource.list.query({ ...filter, after });
		// Another filter was chosen, or the button pressed twice, while the answer was under way.
		if (filter !== this.#filter || after !== this.next) return;
		this.all = [...this.all, ...found.resources];
		this.next = found.next;
	}

	/** Puts a changed card in the place of the old one. */
	take(card: ResourceCard) {
		this.all = this.all.map((one) =>
			one.id === card.id && one.version <= card.version ? card : one
		);
	}
}
