import { v7 as uuidv7 } from 'uuid';
import type { ZodSafeParseResult, ZodSafeParseSuccess } from 'zod';
import { canonicalJson } from '#lib/canonical-json.ts';
import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, type Refusal } from '#lib/refusal.ts';
import { toasts } from './toasts.svelte.ts';

type Act = { actId: string };
/** What a mutation is sent, without the act's id, which the submission gives. */
type Content<Input> = Input extends unknown ? Omit<Input, keyof Act> : never;
type Mutation<Input extends Act, Answer> = (input: Input) => Promise<Answer>;
type Sent = Act & { content: object; text: string };

type Saving<Input extends Act, Answer, Newer> = {
	/** What to send, over the version that the form is based on now. */
	content: () => Content<Input>;
	/** After the server has it. */
	done: (answer: Answer) => unknown;
	/** An earlier save whose answer was lost is done after all: bases the form on what `content` made. */
	settled: (content: Content<Input>, answer: Answer) => unknown;
	/** Asked when it was refused: what stands now where somebody else saved meanwhile, else null. */
	newer: (refusal: Refusal) => Promise<Newer | null>;
};

/**
 * One form, or one button, and what became of it: on its way, refused at its fields, refused as a whole, or overtaken by
 * somebody else's save. Its acts have an id for what they say (SPEC.md): sent again after a lost answer it is one act.
 */
export class Submission<Newer = never> {
	isBusy = $state(false);
	/** Sentences by path. */
	errors = $state.raw<FieldErrors>({});
	/** What somebody else saved meanwhile; what was typed stands in the form. */
	newer = $state.raw<Newer | null>(null);

	/** Of what sort the last refusal was; null where there is none. */
	kind = $state.raw<Refusal['kind'] | null>(null);

	#refused = $state('');
	/** Paths that the form has a place for. */
	#places = new Set<string>();
	/** What was sent last and is not done for all we know. */
	#last: Sent | null = null;
	/** Nothing is known of `#last`: no answer came. */
	#isOpen = false;
	#isToast: boolean;

	/** `toast`: for buttons, which have no place beside them to say why not. */
	constructor({ toast = false }: { toast?: boolean } = {}) {
		this.#isToast = toast;
	}

	/** The sentence beside the field `path`, or beside anything in it: `levels` also says what is wrong at `levels.0`. */
	at(path: string): string | undefined {
		this.#places.add(path);
		return Object.entries(this.errors).find(([key]) => isWithin(key, path))?.[1];
	}

	/** Why it was refused as a whole, and what is wrong at fields that the form does not show. */
	get refused(): string {
		const unplaced = Object.entries(this.errors)
			.filter(([key]) => ![...this.#places].some((path) => isWithin(key, path)))
			.map(([, sentence]) => sentence);
		return [this.#refused, ...unplaced].filter(Boolean).join(' ');
	}

	/** For a form of one field, which has one place to say what is wrong. */
	get problem(): string {
		return Object.values(this.errors)[0] ?? this.#refused;
	}

	/** Says beside the fields what is wrong with what was typed; true where nothing is. */
	accepts<T>(read: ZodSafeParseResult<T>): read is ZodSafeParseSuccess<T> {
		const issues = (read.error?.issues ?? []).map(
			({ path, message }) => [path.join('.'), message] as const
		);
		// The first at a field is what to mend first.
		return this.isComplete(Object.fromEntries(issues.reverse()));
	}

	/** Says beside the fields what is missing; true where nothing is. */
	isComplete(missing: Record<string, string | false | undefined>): boolean {
		this.#refused = '';
		this.errors = Object.fromEntries(
			Object.entries(missing).flatMap(([path, sentence]) => (sentence ? [[path, sentence]] : []))
		);
		this.kind = Object.keys(this.errors).length > 0 ? 'refused' : null;
		return this.kind === null;
	}

	/** What was sent last got no answer: it may be done, and what stands in the form is perhaps another text. */
	get isUnanswered(): boolean {
		return this.#isOpen;
	}

	/** What was wrong at `path` is mended: it is said no more. */
	mend(path: string) {
		this.errors = Object.fromEntries(
			Object.entries(this.errors).filter(([key]) => !isWithin(key, path))
		);
	}

	/** Forgets what was said of the last try. */
	clear() {
		[this.errors, this.#refused, this.kind, this.newer] = [{}, '', null, null];
	}

	/** Sends an act. True when it is done; pressed while one is on its way it is still that one. */
	async send<Input extends Act, Answer>(
		mutation: Mutation<Input, Answer>,
		content: Content<Input>,
		done: (answer: Answer) => unknown = () => {}
	): Promise<boolean> {
		return await this.run(() => this.#send(mutation, content, done));
	}

	/**
	 * Sends a text over an older version of it. When the answer to the save before was lost, that one is brought to its
	 * end first: or what was typed since would meet a version that nobody but the same person has made.
	 */
	async save<Input extends Act, Answer>(
		mutation: Mutation<Input, Answer>,
		{ content, done, settled, newer }: Saving<Input, Answer, Newer>
	): Promise<boolean> {
		return await this.run(async () => {
			const earlier = await this.#settle(mutation, content());
			if (earlier) await settled(earlier.content, earlier.answer);
			try {
				await this.#send(mutation, content(), done);
			} catch (error) {
				const refusal = refusalOf(error);
				if (refusal.kind === 'refused') await this.#look(() => newer(refusal));
				throw error;
			}
		});
	}

	/** Anything else that is asked of the server: busy meanwhile, and what is refused is said. True when it is done. */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.isBusy) return false;
		this.clear();
		this.isBusy = true;
		try {
			await work();
			return true;
		} catch (error) {
			this.refuse(error);
			return false;
		} finally {
			this.isBusy = false;
		}
	}

	/** Says why. What is no refusal is a bug of this page, and thrown on. */
	refuse(error: unknown) {
		const { message, fields, kind } = refusalOf(error);
		const [field] = Object.values(fields);
		const sentence = kind === 'offline' && this.#isOpen ? m.ui_unanswered() : message;
		if (this.#isToast) toasts.show(field ?? sentence, { kind: 'bad' });
		[this.errors, this.kind] = [fields, kind];
		this.#refused = field === undefined ? sentence : '';
	}

	async #send<Input extends Act, Answer>(
		mutation: Mutation<Input, Answer>,
		content: Content<Input>,
		done: (answer: Answer) => unknown
	) {
		const text = canonicalJson(content);
		// A copy: what is typed on must not slip into an act that is sent again.
		if (this.#last?.text !== text)
			this.#last = { actId: uuidv7(), content: $state.snapshot(content) as object, text };
		const answer = await this.#ask(mutation, this.#last);
		// Until all of it is done it is the same act, also where the page cannot show what the server did.
		await done(answer);
		this.#last = null;
	}

	/** The answer of an earlier act of other content, asked for again; null where there is none or it was not done. */
	async #settle<Input extends Act, Answer>(
		mutation: Mutation<Input, Answer>,
		content: Content<Input>
	) {
		const earlier = this.#last;
		if (!earlier || !this.#isOpen || earlier.text === canonicalJson(content)) return null;
		try {
			const answer = await this.#ask(mutation, earlier);
			return { content: earlier.content as Content<Input>, answer };
		} catch (error) {
			if (isUnknown(refusalOf(error).kind)) throw error;
			return null;
		}
	}

	async #ask<Input extends Act, Answer>(
		mutation: Mutation<Input, Answer>,
		{ actId, content }: Sent
	): Promise<Answer> {
		try {
			// It is the content that `send` was given, made whole: TypeScript does not follow `Omit` back.
			const answer = await mutation({ ...content, actId } as Input);
			this.#isOpen = false;
			return answer;
		} catch (error) {
			this.#isOpen = isUnknown(refusalOf(error).kind);
			throw error;
		}
	}

	/** When the line fails just now the refusal stands as it is, and the next try looks again. */
	async #look(newer: () => Promise<Newer | null>) {
		try {
			this.newer = await newer();
		} catch (error) {
			refusalOf(error);
		}
	}
}

/** The buttons of a screen, by what they are about: each with its own act, so that one on its way keeps no other back. */
export class Submissions {
	#all = new Map<string, Submission>();

	of(key: string): Submission {
		const known = this.#all.get(key);
		if (known) return known;
		const made = new Submission({ toast: true });
		this.#all.set(key, made);
		return made;
	}
}

const isWithin = (key: string, path: string) => key === path || key.startsWith(`${path}.`);

/** Perhaps it was done. */
const isUnknown = (kind: Refusal['kind']) => kind === 'offline' || kind === 'unavailable';
