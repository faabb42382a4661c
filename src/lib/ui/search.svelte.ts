/** One line of an answer. `detail` tells twins apart ("吉林市 永吉县"). */
export type Option = { value: string; label: string; detail?: string };

/** `signal` is aborted when more is typed; throw to have "search failed" shown. */
export type SearchFunction<Found extends Option> = (
	text: string,
	signal: AbortSignal
) => Promise<readonly Found[]>;

const PAUSE_MS = 150;
/** Two characters are a word in Chinese: enough to search for. */
export const LEAST_CHARACTERS = 2;

/** Asks after a pause in typing; an answer to what is no longer typed is dropped. */
export class Search<Found extends Option> {
	state = $state<'idle' | 'asking' | 'answered' | 'failed'>('idle');
	found = $state.raw<readonly Found[]>([]);
	#asking: AbortController | null = null;
	#ask: SearchFunction<Found>;

	constructor(ask: SearchFunction<Found>) {
		this.#ask = ask;
	}

	type(text: string) {
		this.stop();
		const wanted = text.trim();
		if ([...wanted].length < LEAST_CHARACTERS) return;
		this.state = 'asking';
		const asking = (this.#asking = new AbortController());
		setTimeout(() => void this.#run(wanted, asking.signal), PAUSE_MS);
	}

	stop() {
		this.#asking?.abort();
		this.state = 'idle';
		this.found = [];
	}

	async #run(text: string, signal: AbortSignal) {
		if (signal.aborted) return;
		try {
			const found = await this.#ask(text, signal);
			if (signal.aborted) return;
			this.found = found;
			this.state = 'answered';
		} catch {
			if (!signal.aborted) this.state = 'failed';
		}
	}
}
