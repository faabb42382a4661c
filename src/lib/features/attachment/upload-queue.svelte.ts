import { liveQuery, type Subscription } from 'dexie';
import { SvelteMap } from 'svelte/reactivity';
import { DetailedError, Upload } from 'tus-js-client';
import type { Drafts, LocalFile } from '../report/drafts.ts';

const DOOR = '/api/attachments';
/** Small enough that a proxy which holds a request back until it is whole loses little when the line is cut. */
const CHUNK_BYTES = 2 * 2 ** 20;
const RETRY_MS = [2000, 5000, 15_000, 30_000];
/** What the server will say again however often it is asked: the bytes or the declaration are wrong. */
const FINAL_STATUS = [400, 413, 415];
const LOCK = 'watchfire-uploads';

/**
 * Uploads the photos and videos of reports that the server has accepted, one after the other, in one tab at a
 * time, and goes on from the byte that is there after a cut line, a reload or a killed browser.
 */
export class UploadQueue {
	/** The person's files that are not at the server yet, and those that it refused. */
	files = $state.raw<LocalFile[]>([]);
	/** Bytes at the server, by attachment id. */
	sent = new SvelteMap<string, number>();

	#drafts: Drafts;
	#personId: string;
	#list: Subscription | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#isRunning = false;
	#isWanted = false;
	#isStopped = false;
	/** Breaks the upload that is under way off, to go on another time. */
	#breakOff: (() => void) | null = null;

	constructor(drafts: Drafts, personId: string) {
		this.#drafts = drafts;
		this.#personId = personId;
	}

	/** Begins to watch and upload; the returned function ends it. */
	start(): () => void {
		this.#isStopped = false;
		this.#list = liveQuery(() => this.#own()).subscribe((found) => {
			this.files = found;
		});
		const wake = () => this.wake();
		addEventListener('online', wake);
		this.wake();
		return () => {
			this.#isStopped = true;
			this.#list?.unsubscribe();
			clearTimeout(this.#timer);
			this.#breakOff?.();
			removeEventListener('online', wake);
		};
	}

	/** Tries now. */
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

	/** Bytes of a file that have arrived. */
	sentOf(file: LocalFile): number {
		return this.sent.get(file.id) ?? file.sentBytes;
	}

	#own() {
		return this.#drafts.file
			.where('[personId+state]')
			.anyOf([
				[this.#personId, 'waiting'],
				[this.#personId, 'refused']
			])
			.toArray();
	}

	async #run() {
		while (this.#isWanted && !this.#isStopped) {
			this.#isWanted = false;
			const isDone = await navigator.locks.request(LOCK, () => this.#uploadAll());
			if (!isDone) return this.#later();
			this.#failures = 0;
		}
	}

	/** False where one must be tried again. */
	async #uploadAll(): Promise<boolean> {
		for (const file of await this.#drafts.file
			.where({ personId: this.#personId, state: 'waiting' })
			.toArray()) {
			const report = await this.#drafts.draft.get(file.reportId);
			if (report?.state !== 'sent') continue;
			if (!navigator.onLine || this.#isStopped) return false;
			if (!(await this.#send(file))) return false;
		}
		return true;
	}

	/** True when the server has it, or will never take it. */
	async #send(file: LocalFile): Promise<boolean> {
		const error = await this.#put(file);
		if (error === null) {
			// The server's copy is the one that counts now; the room here is for the next.
			await this.#drafts.file.delete(file.id);
			this.sent.delete(file.id);
			return true;
		}
		const answer = error instanceof DetailedError ? error.originalResponse : null;
		if (answer && FINAL_STATUS.includes(answer.getStatus())) {
			await this.#drafts.file.update(file.id, { state: 'refused', refusal: answer.getBody() });
			return true;
		}
		await this.#drafts.file.update(file.id, { sentBytes: this.sent.get(file.id) ?? 0 });
		return false;
	}

	#put(file: LocalFile): Promise<Error | null> {
		return new Promise((settled) => {
			const upload = new Upload(file.blob, {
				endpoint: DOOR,
				uploadUrl: file.uploadUrl,
				metadata: { reportId: file.reportId, attachmentId: file.id },
				chunkSize: CHUNK_BYTES,
				// Both are kept here: where it goes on, and when it is tried again.
				storeFingerprintForResuming: false,
				retryDelays: null,
				onUploadUrlAvailable: () => {
					void this.#drafts.file.update(file.id, { uploadUrl: upload.url });
				},
				onProgress: (bytes) => this.sent.set(file.id, bytes),
				onSuccess: () => settled(null),
				onError: settled
			});
			this.#breakOff = () => {
				void upload.abort();
				settled(new Error('broken off'));
			};
			upload.start();
		});
	}

	#later() {
		if (this.#isStopped) return;
		const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)];
		this.#timer = setTimeout(() => this.wake(), wait);
	}
}
