const MIN_GAP_MS = 10;

/**
 * Wakes the push process after a commit. The first ring goes at once; while one is under way or less
 * than 10 ms old, further rings become one (≤ 100 Hz). A lost ring costs the reader's poll interval,
 * nothing else, so failures are not told.
 */
export class Doorbell {
	#notify: () => Promise<void>;
	#busy = false;
	#again = false;

	constructor(notify: () => Promise<void>) {
		this.#notify = notify;
	}

	/** To be called after a commit. Does not wait. */
	ring() {
		if (this.#busy) {
			this.#again = true;
			return;
		}
		this.#busy = true;
		const gap = new Promise((done) => setTimeout(done, MIN_GAP_MS));
		void Promise.allSettled([this.#notify(), gap]).then(() => {
			this.#busy = false;
			if (!this.#again) return;
			this.#again = false;
			this.ring();
		});
	}
}
