/** Lays rows out in columns for a terminal, where a Chinese character takes two places. */
export function table(rows: string[][]): string {
	const widths: number[] = [];
	for (const row of rows) {
		row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
	}
	const line = (row: string[]) =>
		row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join('  ');
	return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n');
}

/** Places that a text takes: two for each East Asian wide character (the ranges that our texts use). */
function width(text: string): number {
	return [...text].reduce(
		(sum, char) =>
			sum + (/[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60]/.test(char) ? 2 : 1),
		0
	);
}
