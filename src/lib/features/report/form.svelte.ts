import { liveQuery } from 'dexie';
import { untrack } from 'svelte';
import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { clock } from '#lib/ui/now.svelte.ts';
import { DraftLock } from './draft-lock.svelte.ts';
import type { DraftStore } from './draft-store.svelte.ts';
import { unsent, type Continued, type LocalDraft } from './drafts.ts';
import { candidateOf, partOf, reportedOf, type FormFields } from './form-fields.ts';
import { withTyped } from './other-lines.ts';
import { differences, fieldName, problemsOf } from './rules.ts';
import { ReportDraft, type ReportFull } from './schema.ts';

/** Nobody types faster than a save: at most so much is lost when the power goes. */
const SAVE_EVERY_MS = 200;

export type FormPorts = {
	store: DraftStore;
	unitId: string;
	/** False: no such class. True also while the table of classes is not there. */
	isClassKnown: (code: string) => boolean;
	uploadMaxBytes: number;
	/** Takes the sealed draft to send, whether the disk takes it or not. */
	add: (sealed: LocalDraft) => Promise<void>;
};

/** A draft being written: kept as it is typed, judged when it is sent, and sealed then. */
export class ReportForm {
	readonly id: string;
	readonly lock: DraftLock;
	fields = $state() as FormFields;
	continued = $state.raw<Continued | null>(null);
	savedAt = $state<Date | null>(null);
	/** Something was typed that is not on the disk yet. */
	isDirty = $state(false);
	/** Saving failed: the disk is full, or the browser forbids it. */
	isUnsaved = $state(false);
	#row = $state.raw<LocalDraft | null>(null);
	/** After the first attempt to send, what is wrong is said as it is typed. */
	#attempted = $state(false);
	#said = $state.raw<{ path: string; sentence: string; was: string }[]>([]);
	#ports: FormPorts;
	#written = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saving: Promise<void> = Promise.resolve();

	readonly changes = $derived.by(() => {
		if (!this.continued) return [];
		const { report } = this.continued;
		return differences(reportedSide(report), reportedOf(this.id, this.fields, report, clock.now));
	});
	/** The sentence beside each field. */
	readonly problems = $derived<FieldErrors>({
		...this.#stillSaid(),
		...(this.#attempted ? this.#judge(clock.now).problems : {})
	});

	constructor(
		ports: FormPorts,
		draft: { id: string; fields: FormFields; continued: Continued | null; row: LocalDraft | null }
	) {
		this.#ports = ports;
		this.id = draft.id;
		this.fields = draft.fields;
		this.continued = draft.continued;
		this.#row = draft.row;
		this.savedAt = draft.row ? new Date(draft.row.updatedAt) : null;
		this.#written = JSON.stringify(draft.fields);
		this.lock = new DraftLock(draft.id, () => this.#reread());
		if (draft.row?.refusal) this.say(draft.row.refusal.fields);
	}

	/** The draft as it stands on this machine; null before the first keystroke. */
	get row(): LocalDraft | null {
		return this.#ports.store.unkept.get(this.id) ?? this.#row;
	}

	/** It was sent, but lies on no disk: closing the page loses it. */
	get isUnkept(): boolean {
		return this.row?.state === 'waiting' && this.#ports.store.unkept.has(this.id);
	}

	/** May be typed in: this window has it, it is not on its way, and the server would take it under its id. */
	get isOpen(): boolean {
		const { state, refusal } = this.row ?? {};
		if (state === 'refused' && refusal?.isIdTaken) return false;
		return this.lock.state === 'held' && state !== 'waiting' && state !== 'sent';
	}

	/** For `$effect`: keeps what is typed until the returned function is called. */
	keep(): () => void {
		const release = this.lock.take();
		const list = liveQuery(() => this.#drafts.draft.get(this.id)).subscribe({
			next: (row) => (this.#row = row ?? null),
			// No disk: `isUnsaved` says so at the first keystroke.
			error: () => {}
		});
		const stop = $effect.root(() => {
			let before = untrack(() => this.row?.state);
			$effect(() => {
				const { state, refusal } = this.row ?? {};
				if (state === 'refused' && before !== state) untrack(() => this.say(refusal?.fields ?? {}));
				before = state;
			});
			$effect(() => {
				const text = JSON.stringify(this.fields);
				untrack(() => this.#changed(text));
			});
		});
		const flush = () => void this.save();
		addEventListener('pagehide', flush);
		document.addEventListener('visibilitychange', flush);
		return () => {
			removeEventListener('pagehide', flush);
			document.removeEventListener('visibilitychange', flush);
			stop();
			void this.save().finally(release);
			list.unsubscribe();
		};
	}

	/** Writes what is not written yet. */
	save(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#saving = this.#saving.then(() => this.#write());
		return this.#saving;
	}

	/** Shows these sentences until the fields that they are about are changed. */
	say(sentences: FieldErrors) {
		this.#said = Object.entries(sentences).map(([path, sentence]) => {
			const name = fieldName(path);
			return { path: name, sentence, was: JSON.stringify(partOf(this.fields, name)) };
		});
	}

	/**
	 * Seals the draft for the outbox. False where something is wrong: `problems` says what. From then on it is
	 * not changed, unless the server refuses it.
	 */
	async send(): Promise<boolean> {
		if (!this.isOpen) return false;
		const now = clock.now;
		const { sealed, problems } = this.#judge(now);
		this.#attempted = Object.keys(problems).length > 0;
		if (!sealed || this.#attempted) return false;
		await this.save();
		const row = { ...this.#rowNow(), ...unsent, state: 'waiting', sealed } as const;
		await this.#ports.add({ ...row, sealedAt: Date.now() });
		this.#said = [];
		return true;
	}

	/** Goes on as a follow-up of this report: what was typed of the state of things is taken along. */
	continueFrom(continued: Continued, start: FormFields) {
		const typed = this.fields;
		const texts = { ...start.texts };
		const figures = { ...start.figures };
		for (const name of Object.keys(texts) as (keyof typeof texts)[]) {
			texts[name] = typed.texts[name] || texts[name];
		}
		for (const name of Object.keys(figures) as (keyof typeof figures)[]) {
			if (typed.figures[name].value !== null) figures[name] = { ...typed.figures[name] };
		}
		const source = typed.source.name.trim() ? { ...typed.source } : start.source;
		const { knownAt, attachments } = typed;
		const otherFigures = withTyped(start.otherFigures, typed.otherFigures);
		this.fields = { ...start, texts, figures, otherFigures, source, knownAt, attachments };
		this.continued = continued;
	}

	#stillSaid(): FieldErrors {
		const valid = this.#said.filter(
			({ path, was }) => JSON.stringify(partOf(this.fields, path)) === was
		);
		return Object.fromEntries(valid.map(({ path, sentence }) => [path, sentence]));
	}

	#judge(now: Date) {
		const candidate = candidateOf(this.id, this.fields, now);
		const { data, error } = ReportDraft.safeParse(candidate);
		const problems: FieldErrors = {};
		for (const { path, message } of error?.issues ?? []) {
			const name = fieldName(path.join('.'));
			// A figure without a source has the report's: one sentence is enough.
			if (/^figures\.\w+\.source$/.test(name) && this.fields.source.name.trim() === '') continue;
			problems[name] = this.#missing(name) ?? message;
		}
		if (!data) return { sealed: null, problems };
		const found = problemsOf(data, {
			now,
			previous: this.continued?.report ?? null,
			newestKind: this.continued?.newest.kind ?? null,
			isClassKnown: this.#ports.isClassKnown(data.classCode),
			isPlaceInArea: true,
			uploadMaxBytes: this.#ports.uploadMaxBytes
		});
		return { sealed: data, problems: { ...found, ...problems } };
	}

	/** For the four that every report needs, in words of their own: what is missing, not what type it has. */
	#missing(name: string): string | null {
		const { classCode, occurredAt, knownAt, placeText, source } = this.fields;
		if (name === 'classCode' && classCode === null) return m.report_form_class_missing();
		if (name === 'occurredAt' && occurredAt === null) return m.report_form_occurred_missing();
		if (name === 'knownAt' && knownAt === null) return m.report_form_known_missing();
		if (name === 'placeText' && placeText.trim().length < 2) return m.report_form_place_missing();
		if (name.startsWith('source') && source.name.trim() === '')
			return m.report_form_source_missing();
		return null;
	}

	#changed(text: string) {
		if (text === this.#written || !this.isOpen) return;
		this.isDirty = true;
		this.#timer ??= setTimeout(() => void this.save(), SAVE_EVERY_MS);
	}

	async #write() {
		const text = JSON.stringify(this.fields);
		if (text === this.#written || !this.isOpen) return;
		try {
			await this.#drafts.draft.put(this.#rowNow());
			this.#ports.store.unkept.delete(this.id);
			this.#written = text;
			this.isDirty = JSON.stringify(this.fields) !== text;
			this.savedAt = new Date();
			this.isUnsaved = false;
		} catch {
			// The screen says so, and the next keystroke tries again.
			this.isUnsaved = true;
		}
	}

	get #drafts() {
		return this.#ports.store.drafts;
	}

	#rowNow(): LocalDraft {
		const { store, unitId } = this.#ports;
		const { row, continued } = this;
		return {
			...(row ?? unsent),
			// What was refused stands there changed now: the sealed one is not to be sent again.
			sealed: null,
			id: this.id,
			personId: store.personId,
			unitId,
			fields: $state.snapshot(this.fields),
			continued,
			updatedAt: Date.now()
		};
	}

	/** Another window had the draft: what it wrote counts. */
	async #reread() {
		const row = await this.#drafts.draft.get(this.id).catch(() => undefined);
		if (!row || JSON.stringify(row.fields) === JSON.stringify(this.fields)) return;
		this.#written = JSON.stringify(row.fields);
		this.fields = { ...this.fields, ...row.fields };
		this.continued = row.continued;
		this.#row = row;
	}
}

/** A report as it was sent, as one side of a comparison: a stand-in point was not stated. */
const reportedSide = (report: ReportFull) => ({
	...report,
	at: report.isPlaceExact ? report.at : null
});
