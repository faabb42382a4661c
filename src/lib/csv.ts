/** Excel takes a file for GBK unless this stands before it. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A cell that begins so is a formula to a spreadsheet; full-width signs too, in East Asian editions. Apostrophes
 * before it count, so that taking one off again always gives what was there.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as a CSV file (RFC 4180, UTF-8 with BOM). Every cell is quoted, and one that a spreadsheet would run as a
 * formula gets an apostrophe before it (OWASP, CSV injection).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
	const lines = rows.map((row) => row.map(cell).join(','));
	return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function cell(text: string): string {
	const harmless = FORMULA.test(text) ? `'${text}` : text;
	return `"${harmless.replaceAll('"', '""')}"`;
}

/** A record of a file: the line that it begins on, from 1, and its cells without quotes. */
export type CsvRecord = { line: number; cells: string[] };

/**
 * The records of a CSV file, without the blank ones. `unclosedAt`: the line of a quote that never ends and so
 * swallowed all behind it. The apostrophe that `csvText` puts before a formula is taken off again.
 */
export function csvRecords(text: string): { records: CsvRecord[]; unclosedAt: number | null } {
	const source = text.replace(BYTE_ORDER_MARK, '').replace(/\r\n?/g, '\n');
	const records: CsvRecord[] = [];
	let [line, begun, quotedSince] = [1, 1, 0];
	let [cells, cell]: [string[], string] = [[], ''];
	for (let i = 0; i <= source.length; i += 1) {
		const c = source[i];
		if (quotedSince > 0 && c !== undefined) {
			if (c !== '"') cell += c;
			else if (source[i + 1] === '"') cell += source[++i] ?? '';
			else quotedSince = 0;
		} else if (c === '"' && cell === '') {
			quotedSince = line;
		} else if (c === ',' || c === '\n' || c === undefined) {
			cells.push(unescaped(cell));
			cell = '';
			if (c !== ',') {
				if (cells.some((each) => each !== '')) records.push({ line: begun, cells });
				[cells, begun] = [[], line + 1];
			}
		} else {
			cell += c;
		}
		if (c === '\n') line += 1;
	}
	return { records, unclosedAt: quotedSince || null };
}

const unescaped = (text: string) =>
	text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
