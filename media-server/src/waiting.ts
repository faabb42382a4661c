/** Lines that are open and have no seat yet: so many may be in all, and from one address. A duty room has one address. */
const MOST = 1_000;
const MOST_OF_AN_ADDRESS = 64;

/** Counts who stands at the door. */
export class Waiting {
	readonly #of = new Map<string, number>();
	#all = 0;

	/** Somebody comes to the door; null: there is no room for them. The returned function, once, takes them away from it. */
	come(address: string): (() => void) | null {
		const before = this.#of.get(address) ?? 0;
		if (this.#all >= MOST || before >= MOST_OF_AN_ADDRESS) return null;
		this.#all += 1;
		this.#of.set(address, before + 1);
		let isThere = true;
		return () => {
			if (!isThere) return;
			isThere = false;
			this.#all -= 1;
			const left = (this.#of.get(address) ?? 1) - 1;
			if (left === 0) this.#of.delete(address);
			else this.#of.set(address, left);
		};
	}
}
