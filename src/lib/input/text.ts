/**
 * What is done to every text before it is measured or kept. It is mended, not refused, where nobody could see what is
 * wrong with it: a NUL that came with a paste from a PDF cannot be found in a field, let alone deleted, and a person
 * whose report is refused for it is stuck. What is left of half a character stays as U+FFFD, so that one sees where
 * something was lost. Nothing visible is changed: no Unicode normalisation, which would replace characters of names.
 */

/** PostgreSQL takes neither NUL nor half a surrogate pair. */
export const storable = (typed: string) => typed.toWellFormed().replaceAll('\0', '');

/** Lines end in many ways: Windows, old Mac, a soft line break or page break of Word and PDF, Unicode's own. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const FOLDED = /[\t\n\v\f\r\u0085\u2028\u2029 ]+/g;
const CONTROLS = /[^\P{Cc}\t\n]/gu;
/** They turn round what stands behind them, beyond their own text: a file `photo\u202egpj.exe` looks like a picture. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;
/** Takes no room, or only room: zero-width and soft characters, marks of direction, fillers, all spaces. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/gu;

/** Names, titles, numbers: one line; line breaks and tabs become a space. Empty where nothing can be seen. */
export function oneLine(typed: string): string {
	const line = typed.toWellFormed().replace(FOLDED, ' ').replace(CONTROLS, '').replace(TURNING, '');
	return visible(line.replace(/ {2,}/g, ' ').trim());
}

/** Texts of several lines, which end by `\n` alone. Empty where nothing can be seen. */
export function paragraphs(typed: string): string {
	return visible(typed.toWellFormed().replace(LINE_END, '\n').replace(CONTROLS, '').trim());
}

const visible = (text: string) => (visibleLength(text) === 0 ? '' : text);

/** How many characters (code points) one sees: what a minimum asks for. */
export const visibleLength = (text: string) => lengthOf(text.replace(INVISIBLE, ''));

/** How many characters (code points) a text has: an emoji or a rare 汉字 is one, though UTF-16 needs two units. */
export function lengthOf(text: string): number {
	let pairs = 0;
	for (let i = 0; i < text.length - 1; i += 1) {
		if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) pairs += 1;
	}
	return text.length - pairs;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Where the character begins that the UTF-16 unit at `index` belongs to: what is cut there is cut between two. */
export const startOf = (text: string, index: number) =>
	isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1)) ? index - 1 : index;

/** The beginning of a text, at most `max` code points, cut where a reader sees a character end. */
export function cut(text: string, max: number): string {
	if (lengthOf(text) <= max) return text;
	let [kept, count] = ['', 0];
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		count += lengthOf(segment);
		if (count > max) break;
		kept += segment;
	}
	return kept;
}
