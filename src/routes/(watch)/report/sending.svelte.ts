import { UploadQueue } from '#lib/features/attachment/upload-queue.svelte.ts';
import { upload } from '#lib/features/attachment/uploading.ts';
import { DraftStore } from '#lib/features/report/draft-store.svelte.ts';
import { Drafts } from '#lib/features/report/drafts.ts';
import { Outbox } from '#lib/features/report/outbox.svelte.ts';
import { trpc } from '#lib/trpc.ts';

/** A line that is half dead keeps a request for minutes; sending again costs nothing. */
const ANSWER_WITHIN_MS = 20_000;

/** What one person has to send from this machine: reports first, then their photos and videos. */
export class Sending {
	readonly drafts: Drafts;
	readonly store: DraftStore;
	readonly outbox: Outbox;
	readonly uploads: UploadQueue;

	constructor(personId: string) {
		this.drafts = new Drafts();
		this.store = new DraftStore(this.drafts, personId);
		const isOnline = () => navigator.onLine;
		this.uploads = new UploadQueue(this.store, { isOnline, upload });
		this.outbox = new Outbox(this.store, {
			isOnline,
			file: (draft) =>
				trpc.report.file.mutate(draft, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
			accepted: () => this.uploads.queue.wake()
		});
	}

	/** For `$effect`: sends until the returned function is called. */
	start(): () => void {
		const stops = [this.store.watch(), this.outbox.queue.start(), this.uploads.start()];
		const wake = () => this.wake();
		addEventListener('online', wake);
		addEventListener('focus', wake);
		// Without a disk there is nothing to tidy up.
		void this.drafts.tidy(this.store.personId, Date.now()).catch(() => {});
		return () => {
			stops.forEach((stop) => stop());
			removeEventListener('online', wake);
			removeEventListener('focus', wake);
		};
	}

	/** The line is back, or somebody looks: tries now. */
	wake() {
		this.outbox.queue.wake();
		this.uploads.queue.wake();
	}
}

let current: { personId: string; sending: Sending } | null = null;

/** The page's one sender, whichever screen asks. Browser only. */
export function sendingOf(personId: string): Sending {
	if (current?.personId !== personId) current = { personId, sending: new Sending(personId) };
	return current.sending;
}
