import { createSubscriber } from 'svelte/reactivity';

/** Whether this machine has a network at all, as the browser says. */
class Line {
	#subscribe = createSubscriber((update) => {
		addEventListener('online', update);
		addEventListener('offline', update);
		return () => {
			removeEventListener('online', update);
			removeEventListener('offline', update);
		};
	});

	get isOnline(): boolean {
		this.#subscribe();
		return navigator.onLine;
	}
}

export const line = new Line();
