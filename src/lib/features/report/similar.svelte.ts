import { trpc } from '#lib/trpc.ts';
import type { Similar, SimilarQuestion } from './schema.ts';

const PAUSE_MS = 250;

/** "Likely the same as …": asked after a pause in typing; an answer to what is no longer typed is dropped. */
export class SimilarReports {
	found = $state.raw<Similar[]>([]);

	/** For `$effect`: asks, unless the returned function is called before. */
	ask(question: SimilarQuestion): () => void {
		const asking = new AbortController();
		const timer = setTimeout(() => void this.#ask(question, asking.signal), PAUSE_MS);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}

	clear() {
		this.found = [];
	}

	async #ask(question: SimilarQuestion, signal: AbortSignal) {
		try {
			const found = await trpc.report.similar.query(question, { signal });
			if (!signal.aborted) this.found = found;
		} catch {
			// Without a line nobody can say; the report must not wait for it.
			if (!signal.aborted) this.found = [];
		}
	}
}
