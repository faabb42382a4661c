import { canonicalJson } from '#lib/canonical-json.ts';
import type { FieldErrors } from '#lib/errors.ts';
import { LocalCopy } from '#lib/local-copy.ts';
import { trpc } from '#lib/trpc.ts';
import { Submission } from '#lib/ui/submission.svelte.ts';
import { LocalDraft } from './local-draft.ts';
import { PlanRows } from './plan-rows.ts';
import { blockingProblems } from './rules.ts';
import { PlanContent, type VersionFull, type VersionSaving } from './schema.ts';

/** What the editor asks of the server. */
export type PlanServer = {
	save: (input: VersionSaving) => Promise<unknown>;
	version: (input: { id: string }) => Promise<VersionFull>;
};
const theServer: PlanServer = {
	save: (input) => trpc.plan.save.mutate(input),
	version: (input) => trpc.plan.version.query(input)
};

/**
 * A draft under a planner's hands. Every keystroke is kept on this machine; saving goes over the revision that they
 * began from. Where a colleague saved in between, both texts stay until the planner has chosen (PL5).
 */
export class PlanEditor {
	content = $state<PlanContent>() as PlanContent;
	revision = $state(0);
	/**
	 * `offline`: no answer came. `outage`: the server cannot just now. Both are tried again. `refused`: this text cannot
	 * be saved; `refused` says why.
	 */
	state = $state<'saved' | 'dirty' | 'saving' | 'offline' | 'outage' | 'refused'>('saved');
	/** What a colleague saved meanwhile; ours stands in the form. */
	theirs = $state.raw<VersionFull | null>(null);
	/** Came back from this machine after the page was closed. */
	restored = $state(false);
	/** False: this machine has no room for what is typed. */
	isKept = $state(true);

	readonly versionId: string;
	readonly rows = new PlanRows(() => this.content);
	#server: PlanServer;
	#copy: LocalCopy<LocalDraft>;
	/** The text that the server has, and the one that it did not take. */
	#saved: string;
	#stuck = '';
	#submission = new Submission<VersionFull>();
	#running: Promise<unknown> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(version: VersionFull, personId: string, server = theServer) {
		this.versionId = version.id;
		this.content = version.content;
		this.revision = version.revision;
		this.#saved = canonicalJson(version.content);
		this.#copy = new LocalCopy(`watchfire.plan ${personId} ${version.id}`, LocalDraft);
		this.#server = server;
	}

	/** Takes up what lies on this machine, once the page stands in the browser. */
	restore(version: VersionFull) {
		const kept = this.#copy.read();
		if (kept === null) return this.#copy.setAside();
		if (canonicalJson(kept.content) === this.#saved) return this.#forget();
		this.content = kept.content;
		this.restored = true;
		this.state = 'dirty';
		if (kept.revision !== version.revision) this.theirs = version;
	}

	/** Sentences beside the fields: what is missing before it can be submitted, and what the server refused. */
	get problems(): FieldErrors {
		const { errors } = this.#submission;
		return { ...blockingProblems(this.content), ...shapeProblems(this.content), ...errors };
	}

	/** Why it cannot be saved; empty where it can. */
	get refused(): string {
		return this.state === 'refused' ? this.#submission.problem : '';
	}

	/** To be called from an effect: keeps what was typed. */
	keep() {
		const content = $state.snapshot(this.content);
		const text = canonicalJson(content);
		if (text === this.#saved && this.theirs === null && !this.#submission.isUnanswered) {
			if (this.state === 'dirty' || this.state === 'refused') this.#forget();
			return;
		}
		this.isKept = this.#copy.write({ revision: this.revision, content });
		if (this.state === 'saved') this.state = 'dirty';
		if (this.state === 'refused' && text !== this.#stuck) this.state = 'dirty';
	}

	/** True where the server has what stands here. One after the other: what is typed during a save goes with the next. */
	save(): Promise<boolean> {
		const next = () => this.#save();
		const saving = this.#running.then(next, next);
		this.#running = saving;
		return saving;
	}

	async #save(): Promise<boolean> {
		if (this.theirs !== null) return false;
		const text = canonicalJson(this.content);
		if (text === this.#saved && !this.#submission.isUnanswered) return true;
		const read = PlanContent.safeParse($state.snapshot(this.content));
		if (!this.#submission.accepts(read)) return this.#fail(text);
		this.state = 'saving';
		const isDone = await this.#submission.save(this.#server.save, {
			content: () => ({ versionId: this.versionId, revision: this.revision, content: read.data }),
			done: () => this.#take(text),
			settled: ({ content }) => this.#take(canonicalJson(content)),
			newer: async () => {
				const fresh = await this.#server.version({ id: this.versionId });
				return fresh.revision !== this.revision && fresh.state === 'draft' ? fresh : null;
			}
		});
		return isDone || this.#fail(text);
	}

	/** Ours over theirs: theirs stays in the journal and the history of savings. */
	async keepMine() {
		if (!this.theirs) return;
		this.#base(this.theirs);
		this.state = 'dirty';
		await this.save();
	}

	/** Theirs instead of ours; ours can still be fetched back while the page stands. */
	takeTheirs(): PlanContent {
		const mine = $state.snapshot(this.content);
		if (this.theirs) {
			this.content = this.theirs.content;
			this.#base(this.theirs);
			this.#forget();
		}
		return mine;
	}

	/** Saves when nothing was typed for a while. */
	soon(pauseMs: number): () => void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), pauseMs);
		return () => clearTimeout(this.#timer);
	}

	/** What was seen from now on. */
	#base(version: VersionFull) {
		this.revision = version.revision;
		this.#saved = canonicalJson(version.content);
		this.theirs = null;
		this.restored = false;
		this.#submission.clear();
	}

	/** The server has `text`, over the revision that it was based on. */
	#take(text: string) {
		this.#saved = text;
		this.revision += 1;
		this.restored = false;
		if (canonicalJson(this.content) === text) this.#forget();
		else this.state = 'dirty';
	}

	#forget() {
		this.#copy.remove();
		this.state = 'saved';
	}

	#fail(text: string): false {
		const { kind, newer } = this.#submission;
		if (newer) this.theirs = newer;
		this.#stuck = text;
		if (newer) this.state = 'dirty';
		else if (kind === 'offline') this.state = 'offline';
		else this.state = kind === 'unavailable' ? 'outage' : 'refused';
		return false;
	}
}

function shapeProblems(content: PlanContent): FieldErrors {
	const parsed = PlanContent.safeParse(content);
	if (parsed.success) return {};
	return Object.fromEntries(
		parsed.error.issues.map(({ path, message }) => [path.join('.'), message])
	);
}
