/** How long a window waits before it says that another one has the draft. */
const PATIENCE_MS = 150;

/**
 * One window writes a draft at a time. `elsewhere`: another one has it; when that closes this one takes over by itself, or at
 * once with `takeOver`. `acquired` is awaited before anything can be typed here.
 */
export class DraftLock {
	state = $state<'asking' | 'held' | 'elsewhere'>('asking');
	#name: string;
	#acquired: () => Promise<void>;
	#release: (() => void) | null = null;
	#waiting = new AbortController();

	constructor(draftId: string, acquired: () => Promise<void>) {
		this.#name = `watchfire-draft-${draftId}`;
		this.#acquired = acquired;
	}

	/** Asks for the draft; the returned function gives it back. */
	take(): () => void {
		this.#ask({ signal: this.#waiting.signal });
		const timer = setTimeout(() => {
			if (this.state === 'asking') this.state = 'elsewhere';
		}, PATIENCE_MS);
		return () => {
			clearTimeout(timer);
			this.#waiting.abort();
			this.#release?.();
		};
	}

	/** Takes it from the other window, which then says so. */
	takeOver() {
		this.#waiting.abort();
		this.#waiting = new AbortController();
		this.#ask({ steal: true });
	}

	#ask(options: LockOptions) {
		// On plain http browsers have no locks: two windows may then write one draft, and the last to type wins.
		if (!('locks' in navigator)) return void this.#hold();
		void navigator.locks
			.request(this.#name, options, () => this.#hold())
			.catch(() => {
				// Given up, or taken over by another window.
				if (this.state === 'held') this.state = 'elsewhere';
			});
	}

	async #hold() {
		await this.#acquired();
		this.state = 'held';
		await new Promise<void>((release) => (this.#release = release));
	}
}
