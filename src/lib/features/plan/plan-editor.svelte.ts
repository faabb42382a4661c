import { v7 as uuidv7 } from 'uuid';
import type { FieldErrors } from '#lib/errors.ts';
import { refusalOf, trpc } from '#lib/trpc.ts';
import { actionsPasted, nextParagraph } from './pasting.ts';
import { blockingProblems } from './rules.ts';
import { PlanContent, type VersionFull } from './schema.ts';
import type { Names } from './who-text.ts';
import { newAction } from './words.ts';

/** What lies on this machine of a draft, written at every keystroke. */
type Kept = { revision: number; content: PlanContent };

/** Where something was moved or added: the row's index, for the focus to follow. */
export type Moved = { list: 'actions' | 'groups' | 'roles'; to: number };

/**
 * A draft under a planner's hands. Every keystroke is kept on this machine; saving goes over the revision that he
 * began from. Where a colleague saved in between, both texts stay until he has chosen (PL5).
 */
export class PlanEditor {
	content = $state<PlanContent>() as PlanContent;
	revision = $state(0);
	state = $state<'saved' | 'dirty' | 'saving' | 'offline'>('saved');
	/** What a colleague saved meanwhile; ours stands in the form. */
	theirs = $state.raw<VersionFull | null>(null);
	/** Came back from this machine after the page was closed. */
	restored = $state(false);
	refused = $state('');
	/** Sentences that the server sent back, by path. */
	fields = $state.raw<FieldErrors>({});

	readonly versionId: string;
	#key: string;
	#server: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#actId = uuidv7();

	constructor(version: VersionFull, personId: string) {
		this.versionId = version.id;
		this.#key = `watchfire.plan ${personId} ${version.id}`;
		this.content = version.content;
		this.revision = version.revision;
		this.#server = JSON.stringify(version.content);
	}

	/** Takes up what lies on this machine, once the page stands in the browser. */
	restore(version: VersionFull) {
		const text = localStorage.getItem(this.#key);
		if (text === null) return;
		const kept = JSON.parse(text) as Kept;
		if (JSON.stringify(kept.content) === this.#server) return this.#forget();
		this.content = kept.content;
		this.restored = true;
		this.state = 'dirty';
		if (kept.revision !== version.revision) this.theirs = version;
	}

	/** Sentences beside the fields: what is missing before it can be submitted, and what the server refused. */
	get problems(): FieldErrors {
		return { ...blockingProblems(this.content), ...shapeProblems(this.content), ...this.fields };
	}

	/** To be called from an effect: keeps what was typed. */
	keep() {
		const content = $state.snapshot(this.content);
		const text = JSON.stringify(content);
		if (text === this.#server && this.theirs === null) {
			if (this.state === 'dirty') this.#forget();
			return;
		}
		const kept: Kept = { revision: this.revision, content };
		localStorage.setItem(this.#key, JSON.stringify(kept));
		if (this.state === 'saved') this.state = 'dirty';
	}

	/** True where the server has it. */
	async save(): Promise<boolean> {
		if (this.theirs !== null || this.state === 'saving') return false;
		const content = PlanContent.safeParse($state.snapshot(this.content));
		if (!content.success) {
			this.refused = content.error.issues[0]?.message ?? '';
			return false;
		}
		if (JSON.stringify($state.snapshot(this.content)) === this.#server) return true;
		this.state = 'saving';
		const sent = JSON.stringify($state.snapshot(this.content));
		try {
			const { versionId, revision } = this;
			await trpc.plan.save.mutate({
				actId: this.#actId,
				versionId,
				revision,
				content: content.data
			});
			this.#server = sent;
			this.revision = revision + 1;
			this.#done();
			return true;
		} catch (error) {
			await this.#fail(error);
			return false;
		}
	}

	/** Ours over theirs: theirs stays in the journal and the history of savings. */
	async keepMine() {
		if (!this.theirs) return;
		this.revision = this.theirs.revision;
		this.#server = JSON.stringify(this.theirs.content);
		this.#actId = uuidv7();
		this.theirs = null;
		this.state = 'dirty';
		await this.save();
	}

	/** Theirs instead of ours; ours can still be fetched back while the page stands. */
	takeTheirs(): PlanContent {
		const mine = $state.snapshot(this.content);
		if (this.theirs) this.#load(this.theirs);
		return mine;
	}

	#load(version: VersionFull) {
		this.content = version.content;
		this.revision = version.revision;
		this.#server = JSON.stringify(version.content);
		this.theirs = null;
		this.#done();
	}

	#done() {
		this.#actId = uuidv7();
		this.refused = '';
		this.fields = {};
		this.restored = false;
		if (JSON.stringify($state.snapshot(this.content)) === this.#server) this.#forget();
		else this.state = 'dirty';
	}

	#forget() {
		localStorage.removeItem(this.#key);
		this.state = 'saved';
	}

	async #fail(error: unknown) {
		const { kind, message, fields } = refusalOf(error);
		this.state = kind === 'refused' ? 'dirty' : 'offline';
		this.refused = kind === 'refused' ? message : '';
		this.fields = fields;
		if (kind !== 'refused') return;
		const fresh = await trpc.plan.version.query({ id: this.versionId });
		if (fresh.revision !== this.revision && fresh.state === 'draft') {
			this.refused = '';
			this.theirs = fresh;
		}
	}

	/** Saves when nothing was typed for a while. */
	soon(pauseMs: number): () => void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), pauseMs);
		return () => clearTimeout(this.#timer);
	}

	// Rows.

	/** A new action below row `at`, as the one above it in all but its text. Returns its row. */
	addAction(at: number): number {
		const above = this.content.actions[at];
		this.content.actions.splice(at + 1, 0, {
			...newAction(uuidv7()),
			levels: [...(above?.levels ?? this.#levels())],
			who: above ? $state.snapshot(above.who) : null,
			paragraph: nextParagraph(above?.paragraph ?? ''),
			withinMinutes: above?.withinMinutes ?? null
		});
		return at + 1;
	}

	/** Several lines on the clipboard are several actions: the first fills row `at` where that is empty. Returns how many. */
	pasteActions(at: number, text: string, names: Names): number {
		const pasted = actionsPasted(text, names);
		const row = this.content.actions[at];
		const made = pasted.map((one, i) => ({
			...newAction(uuidv7()),
			levels: [...(row?.levels ?? this.#levels())],
			...one,
			...(i === 0 && row?.what === '' && { id: row.id })
		}));
		this.content.actions.splice(row?.what === '' ? at : at + 1, row?.what === '' ? 1 : 0, ...made);
		return made.length;
	}

	/** Those that the plan has. */
	#levels() {
		return this.content.levels.map(({ level }) => level);
	}

	move({ list, at, by }: { list: Moved['list']; at: number; by: 1 | -1 }): number {
		const rows = this.content[list] as unknown[];
		const to = at + by;
		if (to < 0 || to >= rows.length) return at;
		const [row] = rows.splice(at, 1);
		rows.splice(to, 0, row);
		return to;
	}

	remove(list: Moved['list'], at: number) {
		this.content[list].splice(at, 1);
	}

	addGroup() {
		const id = uuidv7();
		this.content.groups.push({ id, name: '', lead: null, members: [], duty: '' });
	}

	addRole() {
		this.content.roles.push({ id: uuidv7(), name: '', by: null });
	}
}

function shapeProblems(content: PlanContent): FieldErrors {
	const parsed = PlanContent.safeParse(content);
	if (parsed.success) return {};
	return Object.fromEntries(
		parsed.error.issues.map(({ path, message }) => [path.join('.'), message])
	);
}
