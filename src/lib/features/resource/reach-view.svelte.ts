import { namedWithin, withinKm } from './rules.ts';
import { RINGS_KM, type Reach, type Reached, type ResourceKind } from './schema.ts';

/** Changes come in bursts (an import, a team that leaves): one answer for all. */
const PAUSE_MS = 400;

/** What lies in reach of one place, as panel and map show it together. */
export class ReachView {
	reach = $state.raw<Reach | null>(null);
	/** A sentence where the last answer did not come. */
	trouble = $state('');
	/** The largest ring that is shown. */
	km = $state(RINGS_KM[1] ?? 0);
	kind = $state<ResourceKind | null>(null);
	chosen = $state.raw<Reached | null>(null);

	#ask: () => Promise<Reach>;
	#sentenceOf: (error: unknown) => string;
	#asked = 0;
	#pause: ReturnType<typeof setTimeout> | undefined;

	/** `sentenceOf` says of what `ask` threw what the user may read. */
	constructor(ask: () => Promise<Reach>, sentenceOf: (error: unknown) => string) {
		this.#ask = ask;
		this.#sentenceOf = sentenceOf;
	}

	readonly totals = $derived(this.reach ? withinKm(this.reach, this.km) : []);
	readonly named = $derived(this.reach ? namedWithin(this.reach, this.km, this.kind) : []);
	readonly rings = $derived(this.reach?.rings.filter(({ km }) => km <= this.km) ?? []);

	async load() {
		const number = ++this.#asked;
		try {
			const reach = await this.#ask();
			// A later question is under way: its answer is the newer one.
			if (number !== this.#asked) return;
			this.reach = reach;
			this.trouble = '';
		} catch (error) {
			this.trouble = this.#sentenceOf(error);
		}
	}

	/** Asks again soon; many calls at once ask once. */
	refresh() {
		clearTimeout(this.#pause);
		this.#pause = setTimeout(() => void this.load(), PAUSE_MS);
	}

	end() {
		clearTimeout(this.#pause);
	}
}
