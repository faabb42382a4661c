import { createSubscriber } from 'svelte/reactivity';

/** One second hand for the whole page: it ticks while something on screen reads it. */
class Clock {
	#now = new Date();
	/** What to add to the machine's time, in milliseconds: the server's clock is the one that counts. */
	#offsetMs = 0;
	#subscribe = createSubscriber((update) => {
		this.#read();
		let timer: ReturnType<typeof setTimeout>;
		// Just after the full second, so that all displayed seconds change together and none is skipped.
		const wait = () => {
			timer = setTimeout(tick, 1005 - this.#now.getMilliseconds());
		};
		const tick = () => {
			this.#read();
			update();
			wait();
		};
		wait();
		return () => clearTimeout(timer);
	});

	/** The present, to the second. Read in a template or `$derived` it stays so. */
	get now(): Date {
		this.#subscribe();
		if (!$effect.tracking()) this.#read();
		return this.#now;
	}

	/** Follow the server: `serverNow` is its time at this moment. */
	follow(serverNow: Date) {
		this.#offsetMs = serverNow.getTime() - Date.now();
	}

	/** The server has told of something that happened at `instant`: it is not earlier than that. */
	atLeast(instant: Date) {
		this.#offsetMs = Math.max(this.#offsetMs, instant.getTime() - Date.now());
	}

	#read() {
		this.#now = new Date(Date.now() + this.#offsetMs);
	}
}

export const clock = new Clock();
