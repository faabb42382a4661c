import type { ZodType } from 'zod';

/**
 * What a page keeps on this machine under `key`, so that it outlives the page. It may have been written by an older version of
 * this program: what does not fit `schema` is not read.
 */
export class LocalCopy<Value> {
	#key: string;
	#schema: ZodType<Value>;

	constructor(key: string, schema: ZodType<Value>) {
		this.#key = key;
		this.#schema = schema;
	}

	/** Null where there is none, or none that can be read. */
	read(): Value | null {
		const text = localStorage.getItem(this.#key);
		if (text === null) return null;
		return this.#schema.safeParse(parsed(text)).data ?? null;
	}

	/** False where this machine has no room for it. */
	write(value: Value): boolean {
		try {
			localStorage.setItem(this.#key, JSON.stringify(value));
			return true;
		} catch (error) {
			if (error instanceof DOMException && error.name === 'QuotaExceededError') return false;
			throw error;
		}
	}

	/** Out of the way of the next one, but not thrown away: somebody typed what it says. */
	setAside() {
		const text = localStorage.getItem(this.#key);
		if (text !== null) localStorage.setItem(`${this.#key} unreadable`, text);
		this.remove();
	}

	remove() {
		localStorage.removeItem(this.#key);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
