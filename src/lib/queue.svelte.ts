import { m } from '#lib/paraglide/messages.js';
import { exclusively } from './tab-lock.ts';

/** Why nothing at all goes: no line, the server cannot take anything just now, or nobody is signed in. */
export type Outage = 'offline' | 'unavailable' | 'signedOut';

/** What became of one try. */
export type Outcome =
	/** Nothing is left to try: it arrived, or it was refused and taken out. */
	| { kind: 'done' }
	/** This one could not go, though others may. It is tried again by itself, after all the others. */
	| { kind: 'postponed'; reason: string }
	/** None can go now. */
	| { kind: 'outage'; outage: Outage };

/** `nextTryAt`: it rests until then, in milliseconds since 1970. */
export type QueueItem = { id: string; nextTryAt?: number | null };

export type QueuePorts<Item extends QueueItem> = {
	/** Name of the lock by which one tab at a time sends. */
	lock: string;
	isOnline(): boolean;
	/** What may go, oldest first. Asked before each try, so that what was taken out meanwhile is not sent. */
	waiting(): Promise<Item[]>;
	/** Sends one. Whatever it throws is a bug of this page: the item is postponed, and the error reported. */
	send(item: Item): Promise<Outcome>;
	/** Keeps why this one could not go, and until when it rests, where a reload and other tabs find it. */
	postpone(id: string, reason: string, nextTryAt: number): Promise<void>;
};

/** Waiting times in milliseconds, the last for ever. Each is varied by a quarter, so that a hundred desks do not call at once. */
export type Delays = { outage: readonly number[]; item: readonly number[] };

const DELAYS: Delays = {
	outage: [1000, 2000, 5000, 10_000, 15_000],
	item: [5000, 30_000, 120_000, 300_000]
};
/** What met an outage so often in a row goes behind the others: it may be its cause (a body that no proxy lets through). */
const SUSPECT_AFTER = 3;

/**
 * Sends what waits, one after the other, in one tab at a time. An item that cannot go never holds back the next: it
 * rests, longer each time, while the others go. An outage stops all, and the queue goes on by itself when it ends.
 */
export class Queue<Item extends QueueItem> {
	/** Why nothing goes just now, or null. */
	outage = $state<Outage | null>(null);
	/** The item that is on its way this moment. */
	sendingId = $state<string | null>(null);

	#ports: QueuePorts<Item>;
	#delays: Delays;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#outages = 0;
	#postponed = new Map<string, number>();
	#metOutage = new Map<string, number>();
	/** When the first of those that rest is due; Infinity where none rests. */
	#due = Infinity;
	#isRunning = false;
	/** Something was added while a round was under way, perhaps after it had looked. */
	#isWanted = false;
	#isStopped = true;

	constructor(ports: QueuePorts<Item>, delays = DELAYS) {
		this.#ports = ports;
		this.#delays = delays;
	}

	/** Begins to send; the returned function ends it after the item that is on its way. */
	start(): () => void {
		this.#isStopped = false;
		this.wake();
		return () => {
			this.#isStopped = true;
			clearTimeout(this.#timer);
		};
	}

	/** Tries now: the line may be back, or something new waits. */
	wake() {
		clearTimeout(this.#timer);
		this.#isWanted = true;
		if (this.#isRunning || this.#isStopped) return;
		this.#isRunning = true;
		void this.#run().finally(() => {
			this.#isRunning = false;
			// Asked for in the last moment of the round, after it had looked.
			if (this.#isWanted) this.wake();
		});
	}

	/** Runs `work` while no tab has an item on its way. */
	paused<T>(work: () => Promise<T>): Promise<T> {
		return exclusively(this.#ports.lock, work);
	}

	async #run() {
		while (this.#isWanted && !this.#isStopped) {
			this.#isWanted = false;
			this.outage = await this.#round();
			if (this.outage) return this.#later(pick(this.#delays.outage, this.#outages++));
			this.#outages = 0;
		}
		if (this.#due < Infinity) this.#later(Math.max(0, this.#due - Date.now()));
	}

	/** Tries each once. Null when there is nothing left to try now. */
	async #round(): Promise<Outage | null> {
		const tried = new Set<string>();
		while (!this.#isStopped) {
			const outcome = await this.paused(() => this.#tryNext(tried));
			if (outcome === null) return null;
			if (outcome.kind === 'outage') return outcome.outage;
			this.outage = null;
		}
		return null;
	}

	async #tryNext(tried: Set<string>): Promise<Outcome | null> {
		const item = this.#next(await this.#ports.waiting(), tried);
		if (!item) return null;
		if (!this.#ports.isOnline()) return { kind: 'outage', outage: 'offline' };
		tried.add(item.id);
		this.sendingId = item.id;
		const outcome = await this.#send(item).finally(() => (this.sendingId = null));
		if (outcome.kind === 'outage') this.#metOutage.set(item.id, countOf(this.#metOutage, item) + 1);
		else this.#metOutage.delete(item.id);
		if (outcome.kind === 'postponed') await this.#postpone(item, outcome.reason);
		return outcome;
	}

	#next(items: Item[], tried: Set<string>): Item | undefined {
		const now = Date.now();
		const resting = items.flatMap(({ nextTryAt }) => nextTryAt ?? []).filter((at) => at > now);
		this.#due = Math.min(Infinity, ...resting);
		const suspicion = (item: Item) => Math.floor(countOf(this.#metOutage, item) / SUSPECT_AFTER);
		return items
			.filter(({ id, nextTryAt }) => !tried.has(id) && (nextTryAt ?? 0) <= now)
			.sort((a, b) => suspicion(a) - suspicion(b))[0];
	}

	async #send(item: Item): Promise<Outcome> {
		try {
			return await this.#ports.send(item);
		} catch (error) {
			reportError(error);
			return { kind: 'postponed', reason: m.errors_page_bug() };
		}
	}

	async #postpone(item: Item, reason: string) {
		const before = countOf(this.#postponed, item);
		this.#postponed.set(item.id, before + 1);
		await this.#ports.postpone(item.id, reason, Date.now() + pick(this.#delays.item, before));
	}

	#later(ms: number) {
		if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), ms);
	}
}

const countOf = (counts: Map<string, number>, { id }: QueueItem) => counts.get(id) ?? 0;

/** The delay after so many failures, give or take a quarter. */
function pick(delays: readonly number[], failures: number): number {
	const delay = delays[Math.min(failures, delays.length - 1)] ?? 0;
	return delay * (0.75 + Math.random() / 2);
}
