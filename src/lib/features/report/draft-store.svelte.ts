import { liveQuery } from 'dexie';
import { SvelteMap } from 'svelte/reactivity';
import type { Drafts, LocalDraft } from './drafts.ts';

/**
 * One person's drafts on this machine. What the disk does not take (it is full, or the browser forbids it) stays in this
 * page's memory: it is sent all the same, but is gone with the page.
 */
export class DraftStore {
	readonly drafts: Drafts;
	readonly personId: string;
	/** Drafts that this page alone has, by id. What stands here counts before what lies on the disk. */
	readonly unkept = new SvelteMap<string, LocalDraft>();
	#kept = $state.raw<LocalDraft[]>([]);
	/** What is not sent yet, the last touched first. */
	readonly unsent = $derived(this.#merged(this.#kept));

	constructor(drafts: Drafts, personId: string) {
		this.drafts = drafts;
		this.personId = personId;
	}

	/** Keeps `unsent` as it lies on the disk, whichever tab changes it; the returned function ends that. */
	watch(): () => void {
		const list = liveQuery(() => this.drafts.unsentOf(this.personId)).subscribe({
			next: (found) => (this.#kept = found),
			// No disk: what this page has is all there is.
			error: () => (this.#kept = [])
		});
		return () => list.unsubscribe();
	}

	/** `unsent` as it is this moment. */
	async listUnsent(): Promise<LocalDraft[]> {
		return this.#merged(await this.drafts.unsentOf(this.personId).catch(() => []));
	}

	async get(id: string): Promise<LocalDraft | undefined> {
		return this.unkept.get(id) ?? (await this.drafts.draft.get(id).catch(() => undefined));
	}

	/** Puts it on the disk, else into this page's memory. */
	async put(row: LocalDraft) {
		try {
			await this.drafts.draft.put(row);
			this.unkept.delete(row.id);
		} catch {
			this.unkept.set(row.id, row);
		}
	}

	/** Changes what is there; a draft that was deleted meanwhile stays so. */
	async change(id: string, changes: Partial<LocalDraft>) {
		const unkept = this.unkept.get(id);
		if (unkept) return await this.put({ ...unkept, ...changes });
		try {
			await this.drafts.draft.update(id, changes);
		} catch {
			const row = await this.get(id);
			if (row) this.unkept.set(id, { ...row, ...changes });
		}
	}

	#merged(kept: readonly LocalDraft[]): LocalDraft[] {
		const own = [...this.unkept.values()].filter(({ state }) => state !== 'sent');
		return [...own, ...kept.filter(({ id }) => !this.unkept.has(id))].sort(
			(a, b) => b.updatedAt - a.updatedAt
		);
	}
}
