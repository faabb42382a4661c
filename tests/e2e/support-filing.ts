import { setTimeout as sleep } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../src/lib/features/list.server.ts';
import type { ReportDraftInput } from '../../src/lib/features/report/schema.ts';
import type { Performer } from '../../src/scenes/stage.ts';
import { draft } from './support.ts';

const RETRY_MS = 100;

/** Files until the server has answered, as the county form's outbox does: the same report, the same id. */
export async function fileUntilAnswered(api: Performer, report: ReportDraftInput) {
	for (;;) {
		try {
			return await api.report.file.mutate(report);
		} catch (error) {
			if (!isOutage(error)) throw error;
			await sleep(RETRY_MS);
		}
	}
}

/** No answer at all, or one that says "come again". */
function isOutage(error: unknown): boolean {
	if (!(error instanceof TRPCClientError)) return false;
	const { data } = error as TRPCClientError<AppRouter>;
	return data ? data.code === 'SERVICE_UNAVAILABLE' : true;
}

/** Reporters who never tire: each files one report after the other until `stop`. */
export class FilingStream {
	/** Ids of the reports that the server acknowledged, in that order. */
	readonly acknowledged: string[] = [];
	#going = true;
	#clients: Promise<void>[];

	constructor(apis: Performer[], title: string) {
		this.#clients = apis.map((api, client) => this.#file(api, `${title} ${client}`));
	}

	/** Resolves when every report that was begun is acknowledged; throws what was not an outage. */
	async stop(): Promise<string[]> {
		this.#going = false;
		await Promise.all(this.#clients);
		return this.acknowledged;
	}

	async #file(api: Performer, title: string) {
		for (let i = 0; this.#going; i++) {
			const report = draft({ title: `${title}-${i}` });
			await fileUntilAnswered(api, report);
			this.acknowledged.push(report.id ?? '');
			await sleep(20);
		}
	}
}
