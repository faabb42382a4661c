import Dexie, { type EntityTable } from 'dexie';
import type { FieldErrors } from '#lib/errors.ts';
import type { FormFields } from './form-fields.ts';
import type { ReportDraftInput, ReportFull } from './schema.ts';

/**
 * Where a draft stands on this machine. `writing`: not sent yet. `waiting`: the reporter pressed send and
 * the server has not said "accepted" yet. `sent`: it has. `refused`: the server answered that something
 * must be corrected.
 */
export type DraftState = 'writing' | 'waiting' | 'sent' | 'refused';

/** What a follow-up or correction continues: as it was when the writing began, for the difference. */
export type Continued = {
	report: ReportFull;
	/** Of the thread, when it was last seen: the number to come is one more. */
	newest: Pick<ReportFull, 'kind' | 'number'>;
};

export type LocalDraft = {
	/** The report's id. */
	id: string;
	personId: string;
	unitId: string;
	state: DraftState;
	/** What stands in the form; not yet checked. */
	fields: FormFields;
	continued: Continued | null;
	/** What is to be sent, from the moment that send was pressed. Never changed while it waits. */
	sealed: ReportDraftInput | null;
	/** Milliseconds since 1970 by this machine, as all numbers of time here. */
	updatedAt: number;
	sealedAt: number | null;
	sentAt: number | null;
	/** Attempts that were begun: after the first nobody knows here whether it arrived. */
	tries: number;
	/** The server's sentences, or those of the desk that returned what this corrects. */
	refusal: { message: string; fields: FieldErrors } | null;
};

/** A photo or video waiting on this machine until its upload is complete. */
export type LocalFile = {
	/** The attachment's id. */
	id: string;
	reportId: string;
	personId: string;
	name: string;
	size: number;
	blob: Blob;
	/** Where the upload goes on after a break (tus). */
	uploadUrl: string | null;
	sentBytes: number;
	state: 'waiting' | 'sent' | 'refused';
	refusal: string | null;
};

/** An answer of the server that is good enough without a line: rules, units, own reports. */
export type Kept = { key: string; personId: string; at: number; value: unknown };

/** A draft that was sent is kept this long, so that its row still says where it went. */
const SENT_KEPT_MS = 3 * 86_400_000;

/** Everything the report form keeps on this machine. Strict durability: "saved" survives a power cut. */
export class Drafts extends Dexie {
	declare draft: EntityTable<LocalDraft, 'id'>;
	declare file: EntityTable<LocalFile, 'id'>;
	declare kept: EntityTable<Kept, 'key'>;

	constructor(name = 'watchfire') {
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			draft: 'id, [personId+state], updatedAt',
			file: 'id, reportId, [personId+state]',
			kept: 'key, personId'
		});
	}

	/** The person's drafts that are not sent yet, the last touched first. Never another person's. */
	async unsentOf(personId: string): Promise<LocalDraft[]> {
		const states: DraftState[] = ['writing', 'waiting', 'refused'];
		const found = await this.draft
			.where('[personId+state]')
			.anyOf(states.map((state) => [personId, state]))
			.toArray();
		return found.sort((a, b) => b.updatedAt - a.updatedAt);
	}

	/** The draft and its files go; what waits may have arrived already and stays. */
	async discard(id: string) {
		await this.transaction('rw', this.draft, this.file, async () => {
			const draft = await this.draft.get(id);
			if (draft?.state === 'waiting') return;
			await this.file.where({ reportId: id }).delete();
			await this.draft.delete(id);
		});
	}

	/** What was sent long ago and has nothing left to upload goes. */
	async tidy(personId: string, now: number) {
		const sent = await this.draft.where({ personId, state: 'sent' }).toArray();
		for (const { id, sentAt } of sent) {
			if (now - (sentAt ?? 0) < SENT_KEPT_MS) continue;
			if ((await this.file.where({ reportId: id }).count()) === 0) await this.draft.delete(id);
		}
	}

	/** Signing out: what was only copied from the server goes, what the person wrote stays. */
	async forgetKept(personId: string) {
		await this.kept.where({ personId }).delete();
	}
}
