import { UploadQueue } from '#lib/features/attachment/upload-queue.svelte.ts';
import { Drafts } from '#lib/features/report/drafts.ts';
import { Outbox } from '#lib/features/report/outbox.svelte.ts';
import { trpc } from '#lib/trpc.ts';

/** A line that is half dead keeps a request for minutes; sending again costs nothing. */
const ANSWER_WITHIN_MS = 20_000;

/** What one person has to send from this machine: reports first, then their photos and videos. */
export class Sending {
	readonly drafts: Drafts;
	readonly outbox: Outbox;
	readonly uploads: UploadQueue;
	#personId: string;

	constructor(personId: string) {
		this.#personId = personId;
		this.drafts = new Drafts();
		this.uploads = new UploadQueue(this.drafts, personId);
		this.outbox = new Outbox(this.drafts, personId, {
			file: (draft) =>
				trpc.report.file.mutate(draft, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
			accepted: () => this.uploads.wake()
		});
	}

	/** For `$effect`: sends until the returned function is called. */
	start(): () => void {
		const stops = [this.outbox.start(), this.uploads.start()];
		void this.drafts.tidy(this.#personId, Date.now());
		return () => stops.forEach((stop) => stop());
	}

	/** The line is back. */
	wake() {
		this.outbox.wake();
		this.uploads.wake();
	}
}

let current: { personId: string; sending: Sending } | null = null;

/** The page's one sender, whichever screen asks. Browser only. */
export function sendingOf(personId: string): Sending {
	if (current?.personId !== personId) current = { personId, sending: new Sending(personId) };
	return current.sending;
}
