import { liveQuery } from 'dexie';
import { SvelteMap } from 'svelte/reactivity';
import { Queue, type Outcome } from '#lib/queue.svelte.ts';
import type { DraftStore } from '../report/draft-store.svelte.ts';
import type { LocalFile } from '../report/drafts.ts';
import { readUploadError } from './upload-error.ts';
import type { upload } from './uploading.ts';

export type UploadPorts = { isOnline: () => boolean; upload: typeof upload };

/**
 * Uploads the photos and videos of reports that the server has accepted, one after the other, in one tab at a
 * time, and goes on from the byte that is there after a cut line, a reload or a killed browser. One that the server does
 * not take is set aside with the reason, and the next goes.
 */
export class UploadQueue {
	/** The person's files that are not at the server yet, and those that it refused. */
	files = $state.raw<LocalFile[]>([]);
	/** Those that did not go and need somebody to look at them. */
	readonly setAside = $derived(this.files.filter(({ refusal }) => refusal !== null));
	/** Bytes at the server, by attachment id. */
	sent = new SvelteMap<string, number>();
	readonly queue: Queue<LocalFile>;

	#store: DraftStore;
	#ports: UploadPorts;
	/** Breaks the upload that is under way off, to go on another time. */
	#breakOff = new AbortController();

	constructor(store: DraftStore, ports: UploadPorts) {
		this.#store = store;
		this.#ports = ports;
		this.queue = new Queue({
			lock: 'watchfire-uploads',
			isOnline: () => ports.isOnline(),
			waiting: () => this.#waiting(),
			send: (file) => this.#send(file),
			postpone: async (id, refusal, nextTryAt) => {
				await this.#change(id, { refusal, nextTryAt });
			}
		});
	}

	/** Begins to watch and upload; the returned function ends it. */
	start(): () => void {
		this.#breakOff = new AbortController();
		const list = liveQuery(() => this.#own()).subscribe({
			next: (found) => (this.files = found),
			error: () => (this.files = [])
		});
		const stop = this.queue.start();
		return () => {
			stop();
			list.unsubscribe();
			this.#breakOff.abort();
		};
	}

	/** Bytes of a file that have arrived. */
	sentOf(file: LocalFile): number {
		return this.sent.get(file.id) ?? file.sentBytes;
	}

	/** Tries what was set aside once more. */
	async retry(id: string) {
		await this.#change(id, { state: 'waiting', refusal: null, nextTryAt: null });
		this.queue.wake();
	}

	/** Gives it up: this machine's copy goes. */
	async discard(id: string) {
		await this.#store.drafts.file.delete(id);
		this.sent.delete(id);
	}

	/** In the order of their reports: ids are made of the time. A disk that cannot be read has none. */
	async #own(): Promise<LocalFile[]> {
		const { drafts, personId } = this.#store;
		const states = ['waiting', 'refused'].map((state) => [personId, state]);
		const found = await drafts.file.where('[personId+state]').anyOf(states).toArray();
		return found.sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	async #waiting(): Promise<LocalFile[]> {
		const own = (await this.#own().catch(() => [])).filter(({ state }) => state === 'waiting');
		const reports = await Promise.all(own.map(({ reportId }) => this.#store.get(reportId)));
		return own.filter((_, i) => reports[i]?.state === 'sent');
	}

	async #send(file: LocalFile): Promise<Outcome> {
		const error = await this.#ports.upload(file, {
			signal: this.#breakOff.signal,
			onAddress: (uploadUrl) => void this.#change(file.id, { uploadUrl }),
			onProgress: (bytes) => this.sent.set(file.id, bytes)
		});
		if (error === null) {
			// The server's copy is the one that counts now; the room here is for the next.
			await this.discard(file.id);
			return { kind: 'done' };
		}
		await this.#change(file.id, { sentBytes: this.sentOf(file) });
		const outcome = readUploadError(error);
		if (outcome.kind !== 'refused') return outcome;
		await this.#change(file.id, { state: 'refused', refusal: outcome.reason, nextTryAt: null });
		return { kind: 'done' };
	}

	/** Where the disk takes no change, the file is tried again in its old state: the server knows what it has. */
	async #change(id: string, changes: Partial<LocalFile>) {
		await this.#store.drafts.file.update(id, changes).catch(() => {});
	}
}
