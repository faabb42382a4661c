import { cut } from '#lib/input/text.ts';
import { finding, type Finding, type FindingCode, type Words } from '../warning/finding.ts';
import { readCapTime } from './cap-time.ts';
import type { XmlElement } from './xml.server.ts';

/** Longer texts are no warning. */
const MAX_TEXT = 100_000;
const MAX_WORD = 1000;
const MOST_SHOWN = 60;

type Found = { faults: Finding[]; remarks: Finding[] };

/** An element of an alert: gives what is asked for by name, and keeps what is wrong with it and where. */
export class CapNode {
	readonly element: XmlElement;
	#namespace: string;
	#found: Found;
	#asked = new Set<string>();

	constructor(element: XmlElement, namespace: string, found: Found) {
		this.element = element;
		this.#namespace = namespace;
		this.#found = found;
	}

	/** The text of the one element of this name; a fault, and '', when it is absent, empty or there twice. */
	required(name: string): string {
		const text = this.optional(name);
		if (text === '') this.fault('missing', { name });
		return text;
	}

	/** The text of the element, '' when absent or empty. */
	optional(name: string): string {
		const [first, second] = this.#named(name);
		if (second && name !== 'code') this.#add('faults', 'repeated', second, { name });
		const text = first?.text.trim() ?? '';
		if (first && text.length > MAX_TEXT) {
			this.#add('faults', 'tooLong', first, { name, limit: String(MAX_TEXT) });
		}
		return text;
	}

	/** The same as one line: agencies break theirs wherever their own column ends. */
	line(name: string): string {
		return this.optional(name).replace(/\s+/g, ' ');
	}

	/** Every text of this name that is not empty. */
	texts(name: string): string[] {
		return this.#named(name)
			.map(({ text }) => text.trim())
			.filter((text) => text !== '');
	}

	/** One of `allowed`, letter for letter; null and a fault otherwise. */
	oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
		const value = this.required(name);
		const found = allowed.find((one) => one === value);
		if (value !== '' && found === undefined) this.#notOneOf(name, value, allowed);
		return found ?? null;
	}

	/** All of this name, each one of `allowed`. `least`: as many there must be. */
	someOf<T extends string>(name: string, allowed: readonly T[], least: 0 | 1): T[] {
		const values = this.texts(name);
		if (values.length < least) this.fault('missing', { name });
		return values.flatMap((value) => {
			const found = allowed.find((one) => one === value);
			if (found === undefined) this.#notOneOf(name, value, allowed);
			return found ?? [];
		});
	}

	/** The instant, null when absent or wrong. */
	time(name: string): string | null {
		const value = this.optional(name);
		if (value === '') return null;
		const time = readCapTime(value);
		if ('fault' in time) {
			this.fault(time.fault, { ...time.words, name, value: cut(value, MOST_SHOWN) }, name);
			return null;
		}
		if (time.remark) this.remark(time.remark, { name }, name);
		return time.at;
	}

	all(name: string): CapNode[] {
		return this.#named(name).map((one) => new CapNode(one, this.#namespace, this.#found));
	}

	fault(code: FindingCode, words: Words = {}, at?: string) {
		this.#add('faults', code, this.#place(at), words);
	}

	remark(code: FindingCode, words: Words = {}, at?: string) {
		this.#add('remarks', code, this.#place(at), words);
	}

	/** One remark for each name that nothing asked for: an agency's own, or a spelling that nobody reads. */
	remarkUnknown() {
		const names = this.element.children.filter(({ name }) => name !== 'Signature');
		const unknown = new Map(
			names
				.filter(({ name, namespace }) => namespace !== this.#namespace || !this.#asked.has(name))
				.map((one) => [one.name, one])
		);
		for (const [name, at] of unknown) this.#add('remarks', 'elementUnknown', at, { name });
	}

	#named(name: string): XmlElement[] {
		this.#asked.add(name);
		return this.element.children.filter(
			(one) => one.name === name && one.namespace === this.#namespace
		);
	}

	#notOneOf(name: string, value: string, allowed: readonly string[]) {
		const words = { name, value: cut(value, MOST_SHOWN), allowed: allowed.join(' ') };
		this.fault('notOneOf', words, name);
	}

	/** The child of that name, where there is one. */
	#place(name: string | undefined): XmlElement {
		return (name && this.#named(name)[0]) || this.element;
	}

	#add(to: keyof Found, code: FindingCode, at: XmlElement, words: Words) {
		const short = Object.entries(words).map(([key, value]) => [key, cut(value, MAX_WORD)]);
		this.#found[to].push(finding(code, at, Object.fromEntries(short) as Words));
	}
}
