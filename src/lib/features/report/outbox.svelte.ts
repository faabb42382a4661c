import { liveQuery, type Subscription } from 'dexie';
import type { Refusal } from '#lib/trpc.ts';
import { refusalOf } from '#lib/trpc.ts';
import type { Drafts, LocalDraft } from './drafts.ts';
import type { ReportDraftInput } from './schema.ts';

/** What the outbox needs of the world; the page gives it tRPC. */
export type OutboxPorts = {
	/** Files the report. Rejects with tRPC's error when refused or unreachable. */
	file(draft: ReportDraftInput): Promise<unknown>;
	/** Called after each report that the server accepted, to send its attachments. */
	accepted(reportId: string): void;
};

const RETRY_MS = [1000, 2000, 5000, 10_000, 15_000];
const LOCK = 'watchfire-outbox';

/**
 * Sends what waits, oldest first, until the server has said "accepted" to each. One tab at a time (a
 * browser lock); a report sent twice all the same is one report, because its id is the client's.
 */
export class Outbox {
	/** Drafts of this person that are not sent yet, newest first. */
	unsent = $state.raw<LocalDraft[]>([]);
	/** Why nothing goes out just now, or null. */
	trouble = $state<Refusal['kind'] | null>(null);
	/** The report that is on its way this moment. */
	sendingId = $state<string | null>(null);

	#drafts: Drafts;
	#personId: string;
	#ports: OutboxPorts;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#isRunning = false;
	/** Something was sealed while a round was under way, perhaps after it had read the queue. */
	#isWanted = false;
	#isStopped = false;
	#list: Subscription | undefined;

	constructor(drafts: Drafts, personId: string, ports: OutboxPorts) {
		this.#drafts = drafts;
		this.#personId = personId;
		this.#ports = ports;
	}

	/** Begins to watch and send; the returned function ends it. */
	start(): () => void {
		this.#isStopped = false;
		this.#list = liveQuery(() => this.#drafts.unsentOf(this.#personId)).subscribe((found) => {
			this.unsent = found;
		});
		const wake = () => this.wake();
		addEventListener('online', wake);
		addEventListener('focus', wake);
		this.wake();
		return () => {
			this.#isStopped = true;
			this.#list?.unsubscribe();
			clearTimeout(this.#timer);
			removeEventListener('online', wake);
			removeEventListener('focus', wake);
		};
	}

	/** Tries now: the line may be back, or something new waits. */
	wake() {
		clearTimeout(this.#timer);
		this.#isWanted = true;
		if (this.#isRunning) return;
		this.#isRunning = true;
		void this.#run().finally(() => {
			this.#isRunning = false;
			// Asked for in the last moment of the round, after it had looked.
			if (this.#isWanted && !this.#isStopped) this.wake();
		});
	}

	/**
	 * Takes back what waits and was never tried, to change it. False where it may have arrived already: then
	 * only a correction helps.
	 */
	async takeBack(id: string): Promise<boolean> {
		return await navigator.locks.request(LOCK, async () => {
			const changed = await this.#drafts.draft
				.where({ id })
				.and(({ state, tries }) => state === 'waiting' && tries === 0)
				.modify({ state: 'writing', sealed: null, sealedAt: null });
			return changed === 1;
		});
	}

	async #run() {
		while (this.#isWanted && !this.#isStopped) {
			this.#isWanted = false;
			const trouble = await navigator.locks.request(LOCK, () => this.#sendAll());
			this.trouble = trouble;
			if (trouble) return this.#later();
			this.#failures = 0;
		}
	}

	/** Null when the server answered to all. */
	async #sendAll(): Promise<Refusal['kind'] | null> {
		const queue = await this.#drafts.draft
			.where({ personId: this.#personId, state: 'waiting' })
			.sortBy('sealedAt');
		for (const { id, sealed } of queue) {
			if (!sealed) continue;
			// Not even tried: what was never tried can still be taken back.
			if (!navigator.onLine) return 'offline';
			this.sendingId = id;
			const trouble = await this.#send(id, sealed).finally(() => (this.sendingId = null));
			if (trouble) return trouble;
		}
		return null;
	}

	/** Null when the server answered (accepted or refused); else why nothing is known. */
	async #send(id: string, sealed: ReportDraftInput): Promise<Refusal['kind'] | null> {
		await this.#drafts.draft.where({ id }).modify((draft) => void draft.tries++);
		try {
			await this.#ports.file({ ...sealed, sentAt: new Date().toISOString() });
		} catch (error) {
			const { kind, message, fields } = refusalOf(error);
			if (kind !== 'refused') return kind;
			await this.#drafts.draft.update(id, { state: 'refused', refusal: { message, fields } });
			return null;
		}
		await this.#drafts.draft.update(id, { state: 'sent', sentAt: Date.now(), refusal: null });
		this.#ports.accepted(id);
		return null;
	}

	#later() {
		if (this.#isStopped) return;
		const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)];
		this.#timer = setTimeout(() => this.wake(), wait);
	}
}
