import { whoNamed, type Names } from './who-text.ts';
import { MOST_MINUTES, type PlanAction } from './schema.ts';

type Pasted = Pick<PlanAction, 'paragraph' | 'who' | 'what' | 'withinMinutes'>;

/** `5.2.1`, `5.2.1．`, `（三）`, `3、` at the beginning of a line. */
const PARAGRAPH = /^(?:[（(]?(\d+(?:\.\d+)*|[一二三四五六七八九十]+)[)）.．、]?)\s+/;
/** `60`, `60分钟`, `2小时`, `2 h`, `立即`. */
const MINUTES = /^(\d+(?:\.\d+)?)\s*(分钟|分|min(?:utes?)?|小时|时|h(?:ours?)?)?$/i;

/**
 * Lines from a text or a spreadsheet as actions. Of a line with tabs, the columns are told by what stands in them: a
 * paragraph number, an owner that has that name, a time; what is left over is what is to be done. Of a line without, a
 * number in front is the paragraph.
 */
export function actionsPasted(text: string, names: Names): Pasted[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => (line.includes('\t') ? fromColumns(line.split('\t'), names) : fromLine(line)));
}

function fromLine(line: string): Pasted {
	const number = PARAGRAPH.exec(line);
	const what = number ? line.slice(number[0].length) : line;
	return { paragraph: number?.[1] ?? '', who: null, what, withinMinutes: null };
}

function fromColumns(columns: string[], names: Names): Pasted {
	const pasted: Pasted = { paragraph: '', who: null, what: '', withinMinutes: null };
	const left: string[] = [];
	for (const column of columns.map((one) => one.trim()).filter(Boolean)) {
		const minutes = minutesOf(column);
		const who = whoNamed(column, names);
		if (pasted.paragraph === '' && /^\d+(\.\d+)+$/.test(column)) pasted.paragraph = column;
		else if (pasted.withinMinutes === null && minutes !== null) pasted.withinMinutes = minutes;
		else if (pasted.who === null && who !== null && who.kind !== 'words') pasted.who = who;
		else left.push(column);
	}
	// The longest is what is to be done; a short one before it is an owner whom nobody knows by that name.
	const what = left.toSorted((a, b) => b.length - a.length)[0] ?? '';
	const other = left.find((column) => column !== what);
	if (pasted.who === null && other !== undefined) pasted.who = whoNamed(other, names);
	return { ...pasted, what };
}

/** Minutes of a time limit in words, or null where it is none. */
export function minutesOf(text: string): number | null {
	const words = text.trim();
	if (/^(立即|即时|now|at once)$/i.test(words)) return 0;
	const [, number, unit = ''] = MINUTES.exec(words) ?? [];
	if (number === undefined) return null;
	const minutes = Math.round(Number(number) * (/^(小时|时|h)/i.test(unit) ? 60 : 1));
	return minutes <= MOST_MINUTES ? minutes : null;
}

/** The number of the paragraph after this one: 5.2.1 → 5.2.2. Empty where it has none. */
export function nextParagraph(paragraph: string): string {
	const [, head = '', last] = /^(.*?)(\d+)$/.exec(paragraph) ?? [];
	return last === undefined ? '' : `${head}${Number(last) + 1}`;
}
