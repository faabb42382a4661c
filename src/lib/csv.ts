/** Excel takes a file for GBK unless this stands before it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that begins so is a formula to a spreadsheet; full-width signs too, in East Asian editions. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

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
