import Dexie, { type EntityTable } from 'dexie';
import { v7 as uuidv7 } from 'uuid';
import type { FieldErrors } from '#lib/errors.ts';
import type { FormFields } from './form-fields.ts';
import type { ReportDraftInput, ReportFull } from './schema.ts';

/**
 * Where a draft stands on this machine. `writing`: not sent yet. `waiting`: the reporter pressed send and
 * the server has not said "accepted" yet. `sent`: it has. `refused`: the server refused it, and it goes only
 * when the reporter has done something about it.
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
	/**
	 * Why the server did not take it, in its sentences. With `waiting`: the last try failed for this one alone, and it is
	 * tried again by itself. `isIdTaken`: its id belongs to another content, so it can only go under a new one.
	 */
	refusal: { message: string; fields: FieldErrors; isIdTaken?: boolean } | null;
	/** Of one whose last try failed: it rests until then. */
	nextTryAt?: number | null;
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
	/** Why the server did not take it. With `waiting`: it is tried again by itself. */
	refusal: string | null;
	nextTryAt?: number | null;
};

/** An answer of the server that is good enough without a line: rules, units, own reports. */
export type Kept = { key: string; personId: string; at: number; value: unknown };

/** How a draft stands that was never sent. */
export const unsent = {
	state: 'writing',
	sealed: null,
	sealedAt: null,
	sentAt: null,
	tries: 0,
	refusal: null,
	nextTryAt: null
} as const;

/** And a file of which nothing was uploaded. */
const begun = {
	uploadUrl: null,
	sentBytes: 0,
	state: 'waiting',
	refusal: null,
	nextTryAt: null
} as const;

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

	/** The draft and its files go. What waits and can go stays: it may have arrived already. */
	async discard(id: string) {
		await this.transaction('rw', this.draft, this.file, async () => {
			const draft = await this.draft.get(id);
			if (draft?.state === 'waiting' && !draft.refusal) return;
			await this.file.where({ reportId: id }).delete();
			await this.draft.delete(id);
		});
	}

	/**
	 * Makes a draft of it again, under a new id with new ids for its files, since nobody here knows what the server has
	 * under the old ones. Returns the new id.
	 */
	async renew(old: LocalDraft): Promise<string> {
		const id = uuidv7();
		await this.transaction('rw', this.draft, this.file, async () => {
			const files = await this.file.where({ reportId: old.id }).toArray();
			const renewed = files.map((file) => ({ ...file, ...begun, id: uuidv7(), reportId: id }));
			const idOf = (fileId: string) => renewed[files.findIndex((one) => one.id === fileId)]?.id;
			const attachments = old.fields.attachments.flatMap((one) => {
				const newId = idOf(one.id);
				return newId === undefined ? [] : { ...one, id: newId };
			});
			const fields = { ...old.fields, attachments };
			await this.file.bulkPut(renewed);
			await this.draft.put({ ...old, ...unsent, id, fields, updatedAt: Date.now() });
			await this.file.bulkDelete(files.map((file) => file.id));
			await this.draft.delete(old.id);
		});
		return id;
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
