import { csvRecords } from '#lib/csv.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	codeOfText,
	columnOf,
	headings,
	kindOfText,
	requiredColumns,
	stateOfText
} from './csv-columns.ts';
import type { Column } from './csv-columns.ts';
import { fieldProblems, fieldsOf, MOST_IMPORT_ROWS } from './rules.ts';
import { ResourceFields, type RowProblem } from './schema.ts';

/** A row of the file that is right by itself. `line`: where it begins, from 1. */
export type GoodRow = { line: number; fields: ResourceFields };

export type ReadFile = {
	rows: GoodRow[];
	/** How many rows the file has, the wrong ones too. */
	count: number;
	problems: RowProblem[];
	/** Headings that mean nothing to us. */
	ignored: string[];
};

/** The file's text: UTF-8, or GB18030 (with GBK) as a Chinese Excel writes it. Null: neither. */
export function textOf(bytes: Uint8Array): { text: string; encoding: string } | null {
	for (const encoding of ['utf-8', 'gb18030']) {
		try {
			return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
		} catch {
			// Not this one: what is valid GB18030 is hardly ever valid UTF-8.
		}
	}
	return null;
}

/** Reads a file of resources: every wrong cell is told, with its line and column. `unitOf`: the id that a text names. */
export function readRows(text: string, unitOf: (text: string) => string | undefined): ReadFile {
	const { records, unclosedAt } = csvRecords(text);
	const [head, ...body] = records;
	const result: ReadFile = { rows: [], count: body.length, problems: [], ignored: [] };
	const tell = (line: number, column: Column | null, sentence: string) =>
		result.problems.push({ line, column: column && headings[column][0], sentence });

	if (!head) tell(1, null, m.resource_import_empty());
	if (unclosedAt !== null) tell(unclosedAt, null, m.resource_import_unclosed());
	if (body.length > MOST_IMPORT_ROWS) {
		tell(1, null, m.resource_import_too_many({ most: MOST_IMPORT_ROWS, count: body.length }));
	}
	const places = new Map<Column, number>();
	head?.cells.forEach((heading, i) => {
		const column = columnOf(heading);
		if (column && places.has(column)) {
			tell(head.line, column, m.resource_import_column_twice({ heading }));
		} else if (column) places.set(column, i);
		else if (heading.trim() !== '') result.ignored.push(heading.trim());
	});
	for (const column of head ? requiredColumns : []) {
		if (!places.has(column)) tell(1, column, m.resource_import_column_missing());
	}
	if (head && body.length === 0) tell(head.line, null, m.resource_import_empty());
	if (result.problems.length > 0) return result;

	for (const { line, cells } of body) {
		if (cells.slice(head?.cells.length).some((cell) => cell.trim() !== '')) {
			tell(line, null, m.resource_import_too_wide());
			continue;
		}
		const read = readRow((column) => cells[places.get(column) ?? -1]?.trim() ?? '', unitOf);
		if ('fields' in read) result.rows.push({ line, fields: read.fields });
		else for (const { column, sentence } of read.problems) tell(line, column, sentence);
	}
	return result;
}

type CellProblem = { column: Column; sentence: string };

function readRow(
	cell: (column: Column) => string,
	unitOf: (text: string) => string | undefined
): { fields: ResourceFields } | { problems: CellProblem[] } {
	const problems: CellProblem[] = [];
	const wrong = (column: Column, sentence: string) => void problems.push({ column, sentence });
	const number = (column: Column) => {
		const text = cell(column).normalize('NFKC');
		if (text === '') return null;
		if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
		wrong(column, m.resource_import_not_a_number({ text }));
		return null;
	};
	const word = <T>(column: Column, found: T | undefined, sentence: string): T | undefined => {
		if (found === undefined)
			wrong(column, cell(column) === '' ? m.resource_import_missing() : sentence);
		return found;
	};

	const kind = word('kind', kindOfText(cell('kind')), m.resource_import_kind_wrong());
	const code = kind && word('code', codeOfText(kind, cell('code')), m.resource_code_wrong());
	const unitId = word('unitId', unitOf(cell('unitId')), m.resource_unit_unknown());
	const state = cell('state') === '' ? 'available' : stateOfText(cell('state'));
	word('state', state, m.resource_import_state_wrong());
	const at = { lon: number('lon'), lat: number('lat') };
	for (const column of ['lon', 'lat'] as const) {
		if (cell(column) === '') wrong(column, m.resource_import_missing());
	}
	const candidate = {
		...{ kind, code, unitId, state, at, shape: shapeOf(cell('shape')) },
		quantity: number('quantity'),
		capacity: number('capacity'),
		...{ name: cell('name'), address: cell('address'), contact: cell('contact') },
		...{ phone: cell('phone'), measure: cell('measure'), note: cell('note') },
		validUntil: cell('validUntil') || null
	};
	const parsed = ResourceFields.safeParse(candidate);
	for (const { path, message } of parsed.error?.issues ?? []) {
		const column = columnAt(path);
		// A cell that could not be read is told once, in its own words.
		if (problems.some((known) => known.column === column)) continue;
		// Whether a type is right cannot be said where the category is wrong.
		if (column === 'code' && kind === undefined && cell('code') !== '') continue;
		wrong(column, sentenceFor(column, message));
	}
	if (problems.length > 0 || !parsed.success) return { problems };
	const more = Object.entries(fieldProblems(parsed.data));
	if (more.length === 0) return { fields: fieldsOf(parsed.data) };
	return { problems: more.map(([field, sentence]) => ({ column: field as Column, sentence })) };
}

function columnAt([field, part]: readonly PropertyKey[]): Column {
	return (field === 'at' ? (part ?? 'lon') : field) as Column;
}

/** Zod's own words are for programs where the schema has none of ours. */
function sentenceFor(column: Column, message: string): string {
	if (column === 'lon' || column === 'lat') return m.resource_import_degrees_wrong();
	if (column === 'shape') return m.resource_shape_wrong();
	return message;
}

/** What stands in the cell of the outline: GeoJSON; something that is no shape where it cannot be read. */
function shapeOf(text: string): unknown {
	if (text === '') return null;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
