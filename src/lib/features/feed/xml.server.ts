import sax from 'sax';
import { finding, type Finding, type Words } from '../warning/finding.ts';

/** Limits that no honest alert comes near: the largest real one has 225 polygons in 1.6 MB. */
export const MAX_BYTES = 8 * 1024 * 1024;
const MAX_ELEMENTS = 100_000;
const MAX_DEPTH = 24;
const MAX_MS = 3000;

export type XmlElement = {
	/** Without prefix. */
	name: string;
	namespace: string;
	text: string;
	children: XmlElement[];
	/** `alert/info[2]/area`; the first of its name has no number. */
	path: string;
	line: number;
};

/** Thrown out of the parser: nothing behind the fault is read. */
class Refused extends Error {
	readonly fault: Finding;
	constructor(fault: Finding) {
		super(fault.code);
		this.fault = fault;
	}
}

/**
 * The document as a tree, or the fault it is refused for. A document type is refused at once, so no entity but
 * XML's own five is ever known and nothing is fetched (FE3).
 */
export function readXml(bytes: Uint8Array): XmlElement | Finding {
	try {
		return parse(decode(bytes));
	} catch (error) {
		if (error instanceof Refused) return error.fault;
		throw error;
	}
}

export const isFinding = (read: XmlElement | Finding): read is Finding => 'code' in read;

/** The text by its byte order mark, else by what the XML declaration says, else UTF-8. */
function decode(bytes: Uint8Array): string {
	if (bytes.length > MAX_BYTES) {
		throw new Refused(finding('tooLarge', undefined, { limit: `${MAX_BYTES / 1024 / 1024} MB` }));
	}
	const encoding = markOf(bytes) ?? declaredIn(bytes) ?? 'utf-8';
	let decoder: TextDecoder;
	try {
		decoder = new TextDecoder(encoding, { fatal: true });
	} catch {
		throw new Refused(finding('encodingUnknown', { path: '', line: 1 }, { encoding }));
	}
	try {
		const text = decoder.decode(bytes);
		if (text.trim() === '') throw new Refused(finding('empty'));
		return text;
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new Refused(finding('encodingWrong', undefined, { encoding }));
	}
}

function markOf([a, b, c]: Uint8Array): string | null {
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	return a === 0xff && b === 0xfe ? 'utf-16le' : null;
}

function declaredIn(bytes: Uint8Array): string | null {
	const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
	return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? null;
}

// Its types do not know `strictEntities` yet: XML's own five, and not HTML's two hundred.
const options = { xmlns: true, strictEntities: true } as sax.SAXOptions;

function parse(text: string): XmlElement {
	const parser = sax.parser(true, options);
	const deadline = performance.now() + MAX_MS;
	const open: XmlElement[] = [];
	/** Of each open element: how many children of each name it has so far. */
	const counts: Map<string, number>[] = [];
	let root: XmlElement | null = null;
	let count = 0;

	const here = () => ({ path: open.at(-1)?.path ?? '', line: parser.line + 1 });
	const refuse = (code: Finding['code'], words: Words = {}): never => {
		throw new Refused(finding(code, here(), words));
	};

	// The parser tells of it at its end; a person looks for its beginning.
	parser.ondoctype = () => {
		const line = text.slice(0, text.indexOf('<!DOCTYPE')).split('\n').length;
		throw new Refused(finding('doctype', { path: '', line }));
	};
	parser.onerror = (error) => refuse(codeOf(error.message));
	let begun = 1;
	parser.onopentagstart = () => void (begun = parser.line + 1);
	parser.onopentag = (tag) => {
		count += 1;
		if (open.length >= MAX_DEPTH) refuse('tooDeep', { limit: String(MAX_DEPTH) });
		if (count > MAX_ELEMENTS) refuse('tooMany', { limit: String(MAX_ELEMENTS) });
		if (count % 1000 === 0 && performance.now() > deadline) {
			refuse('tooSlow', { limit: String(MAX_MS / 1000) });
		}
		const { local, uri } = tag as sax.QualifiedTag;
		const parent = open.at(-1);
		const siblings = counts.at(-1);
		const nth = (siblings?.get(local) ?? 0) + 1;
		siblings?.set(local, nth);
		counts.push(new Map());
		const step = nth === 1 ? local : `${local}[${nth}]`;
		const path = parent ? `${parent.path}/${step}` : step;
		const element: XmlElement = {
			...{ name: local, namespace: uri, text: '', children: [] },
			...{ path, line: begun }
		};
		parent?.children.push(element);
		root ??= element;
		open.push(element);
	};
	parser.onclosetag = () => {
		const element = open.pop();
		counts.pop();
		// `&#0;` and half characters are no text, and the database would not have them.
		if (element) element.text = element.text.replaceAll('\0', '').toWellFormed();
	};
	const add = (more: string) => {
		const element = open.at(-1);
		if (element) element.text += more;
	};
	parser.ontext = add;
	parser.oncdata = add;

	// The mark has done its work; to the parser it would be text before the root.
	parser.write(text.replace(/^\uFEFF/, '').trimStart()).close();
	return root ?? refuse('notXml');
}

/** What the parser says, as far as it helps a person. */
function codeOf(message: string): Finding['code'] {
	if (/entity/i.test(message)) return 'entity';
	if (/unclosed|unmatched|unexpected close tag|unexpected end/i.test(message)) return 'unclosed';
	return 'notXml';
}
