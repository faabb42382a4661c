import { Queue, type Outcome } from '#lib/queue.svelte.ts';
import { refusalOf } from '#lib/trpc.ts';
import type { DraftStore } from './draft-store.svelte.ts';
import { unsent, type LocalDraft } from './drafts.ts';
import type { ReportDraftInput } from './schema.ts';
import { sentAfter } from './sending-order.ts';

/** What the outbox needs of the world; the page gives it tRPC. */
export type OutboxPorts = {
	/** Files the report. Rejects with tRPC's error when refused or unreachable. */
	file(draft: ReportDraftInput): Promise<unknown>;
	/** Called after each report that the server accepted, to send its attachments. */
	accepted(reportId: string): void;
	isOnline(): boolean;
};

/**
 * Sends what waits, oldest first, until the server has said "accepted" to each. What it refuses, or fails at, is set aside
 * with the reason, and the others go on. A report sent twice all the same is one report, because its id is the client's.
 */
export class Outbox {
	readonly store: DraftStore;
	readonly queue: Queue<LocalDraft>;
	#ports: OutboxPorts;

	constructor(
		store: DraftStore,
		ports: OutboxPorts,
		delays?: ConstructorParameters<typeof Queue>[1]
	) {
		this.store = store;
		this.#ports = ports;
		this.queue = new Queue(
			{
				lock: 'watchfire-outbox',
				isOnline: () => ports.isOnline(),
				waiting: () => this.#waiting(),
				send: (draft) => this.#send(draft),
				postpone: (id, message, nextTryAt) =>
					store.change(id, { nextTryAt, refusal: { message, fields: {} } })
			},
			delays
		);
	}

	/** Takes a sealed draft to send. */
	async add(row: LocalDraft) {
		await this.store.put(row);
		this.queue.wake();
	}

	/** Sends what was set aside once more, as it was sealed. */
	async retry(id: string) {
		await this.store.change(id, { state: 'waiting', refusal: null, nextTryAt: null });
		this.queue.wake();
	}

	/**
	 * Takes back what waits and was never tried, to change it. False where it may have arrived already: then
	 * only a correction helps.
	 */
	async takeBack(id: string): Promise<boolean> {
		return await this.queue.paused(async () => {
			const row = await this.store.get(id);
			if (row?.state !== 'waiting' || row.tries > 0) return false;
			await this.store.change(id, unsent);
			return true;
		});
	}

	/** Makes a new draft of what was set aside, and takes the old one out. Returns the new id; null: it went meanwhile. */
	async renew(id: string): Promise<string | null> {
		return await this.queue.paused(async () => {
			const row = await this.store.get(id);
			if (!row?.refusal || row.state === 'sent') return null;
			const newId = await this.store.drafts.renew(row);
			this.store.unkept.delete(id);
			return newId;
		});
	}

	/** Deletes what is not on its way. */
	async discard(id: string) {
		await this.queue.paused(async () => {
			this.store.unkept.delete(id);
			await this.store.drafts.discard(id);
		});
	}

	async #waiting(): Promise<LocalDraft[]> {
		const all = await this.store.listUnsent();
		return all
			.filter((draft) => draft.state === 'waiting' && !sentAfter(draft, all))
			.sort((a, b) => (a.sealedAt ?? 0) - (b.sealedAt ?? 0));
	}

	async #send({ id, sealed, tries }: LocalDraft): Promise<Outcome> {
		if (!sealed) return { kind: 'done' };
		await this.store.change(id, { tries: tries + 1 });
		try {
			await this.#ports.file({ ...sealed, sentAt: new Date().toISOString() });
		} catch (error) {
			const { kind, message, fields, isConflict } = refusalOf(error);
			if (kind === 'bug') return { kind: 'postponed', reason: message };
			if (kind !== 'refused') return { kind: 'outage', outage: kind };
			const refusal = { message, fields, isIdTaken: isConflict === true };
			await this.store.change(id, { state: 'refused', refusal, nextTryAt: null });
			return { kind: 'done' };
		}
		const sentAt = Date.now();
		await this.store.change(id, { state: 'sent', sentAt, refusal: null, nextTryAt: null });
		this.#ports.accepted(id);
		return { kind: 'done' };
	}
}
