import { tick, untrack } from 'svelte';
import { getConnection } from './context.ts';
import { isAfter, type Cursor, type Entry, type Topic } from './protocol.ts';
import type { FollowerCallbacks } from './streams.ts';

/** More than come while a page loads on a slow line in the worst hour. */
const RECENT_ENTRIES = 500;

/** How a page that a load has filled keeps up (RT16). */
export type Keeping<Data> = {
	topic: (data: Data) => Topic;
	/** The place in the journal that the load's queries read before their rows. */
	cursor: (data: Data) => Cursor;
	/** Takes what a load brought: the first at once, so that the server draws it too. */
	fill?: (data: Data) => unknown;
	/** Applies one line, or asks for what it made old. Twice must be harmless. */
	onEntry: (entry: Entry) => unknown;
	/** Asks for all of it anew: lines are missing in between. */
	reload: () => unknown;
};

/** What the page asks of the push connection. */
export type Followable = {
	follow(topic: Topic, cursor: Cursor | null, callbacks: FollowerCallbacks): () => void;
};

/**
 * Keeps a page up to date: filled by its load, and by each later one, then kept by the topic's lines from the load's
 * cursor on. To be called while the component is made; what it began ends with it.
 */
export function live<Data>(data: () => Data, keeping: Keeping<Data>) {
	const connection = getConnection();
	const page = new LivePage(keeping);
	page.take(untrack(data));
	$effect(() => {
		const loaded = data();
		untrack(() => page.take(loaded));
	});
	// By value: a load brings the same person anew each time, and that is no reason to follow anew.
	const topic = $derived(keeping.topic(data()));
	$effect(() => page.follow(connection, topic, untrack(data)));
}

/** The same without the component. */
export class LivePage<Data> {
	#keeping: Keeping<Data>;
	#recent: Entry[] = [];

	constructor(keeping: Keeping<Data>) {
		this.#keeping = keeping;
	}

	/** Takes what a load brought. One that was under way when lines came knows nothing of them: they are applied again. */
	take(data: Data) {
		const { cursor, fill, onEntry } = this.#keeping;
		fill?.(data);
		const place = cursor(data);
		this.#recent = this.#recent.filter((entry) => isAfter(entry.cursor, place));
		for (const entry of this.#recent) onEntry(entry);
	}

	/** Follows `topic` from where `data` stands; the returned function ends it. */
	follow(connection: Followable, topic: Topic, data: Data): () => void {
		const { cursor, onEntry, reload } = this.#keeping;
		return connection.follow(topic, cursor(data), {
			onEntry: (entry) => {
				this.#recent = [...this.#recent, entry].slice(-RECENT_ENTRIES);
				onEntry(entry);
			},
			// Lines that come meanwhile wait until the page has taken what the load brought.
			onSnapshot: async () => {
				await reload();
				await tick();
			}
		});
	}
}
