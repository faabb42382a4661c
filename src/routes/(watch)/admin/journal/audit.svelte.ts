import type { AuditFilter, AuditLine, AuditLines } from '#lib/features/journal/schema.ts';
import { csvText } from '#lib/csv.ts';
import { trpc } from '#lib/trpc.ts';
import { cellsOf, columns } from './audit-text.ts';

const EXPORT_PAGE = 1000;
/** As many lines as a page of the browser holds without complaint. */
export const EXPORT_MOST = 20_000;

/** The lines on the screen: the newest of a filter, and further ones back as they are asked for. */
export class Audit {
	lines = $state.raw<AuditLine[]>([]);
	next = $state<string | null>(null);
	#filter: AuditFilter;

	constructor(filter: AuditFilter, found: AuditLines) {
		this.#filter = filter;
		this.lines = found.lines;
		this.next = found.next;
	}

	fill(filter: AuditFilter, found: AuditLines) {
		this.#filter = filter;
		this.lines = found.lines;
		this.next = found.next;
	}

	/** Adds the next page back. Throws what `trpc` throws. */
	async older() {
		const [filter, before] = [this.#filter, this.next];
		if (before === null) return;
		const found = await trpc.journal.audit.query({ ...filter, before });
		// Another filter was chosen, or the button pressed twice, while the answer was under way.
		if (filter !== this.#filter || before !== this.next) return;
		this.lines = [...this.lines, ...found.lines];
		this.next = found.next;
	}

	/**
	 * All lines of the filter as a CSV file, `EXPORT_MOST` at most; `isWhole` says whether there are more.
	 * `onProgress` is told how many there are so far.
	 */
	async export(onProgress: (count: number) => void) {
		const lines: AuditLine[] = [];
		let before: string | null = null;
		do {
			const asked = { ...this.#filter, before, limit: EXPORT_PAGE };
			const found: AuditLines = await trpc.journal.audit.query(asked);
			lines.push(...found.lines);
			before = found.next;
			onProgress(lines.length);
		} while (before !== null && lines.length < EXPORT_MOST);
		const text = csvText([columns(), ...lines.map(cellsOf)]);
		return { text, count: lines.length, isWhole: before === null };
	}
}
