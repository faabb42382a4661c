import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { listUnits } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { cardsWhere } from './cards.server.ts';
import { columns, headings, type Column } from './csv-columns.ts';
import { readRows, textOf, type GoodRow } from './csv-rows.ts';
import type { ImportCounts, ResourceEvent } from './events.ts';
import { groundsOf, type Ground } from './ground.server.ts';
import { authorizeAnywhere, holdNames } from './mutations.server.ts';
import { differences, scopeOf } from './rules.ts';
import type { ImportCommit, ImportPreview, ResourceCard } from './schema.ts';
import { resource } from './tables.server.ts';
import { may } from './permissions.ts';

/** What a screen can show; the counts tell of all. */
const MOST_TOLD = 500;
/** A statement takes at most 65,535 parameters; a row has some 25. */
const ROWS_AT_ONCE = 1000;

/** What the file would do, or everything that is wrong with it; writes nothing (RS7). */
export async function previewImport(db: Db, who: Who, bytes: Uint8Array): Promise<ImportPreview> {
	authorizeAnywhere(who);
	return (await db.transaction((tx) => judged(tx, who, bytes))).preview;
}

/**
 * Does what a preview told, all of it or nothing, in one transaction with one line in the journal. Refused where
 * the file is wrong, is another one, or what it changes is no longer as previewed. Twice with one `actId`: once (RS8).
 */
export async function commitImport(
	db: Db,
	who: Who,
	input: ImportCommit,
	bytes: Uint8Array
): Promise<ImportCounts> {
	authorizeAnywhere(who);
	const { actId, digest, fileName } = input;
	const request = {
		...{ kind: 'resource.import', who },
		input: { ...input, file: createHash('sha256').update(bytes).digest('hex') },
		onRetry: () => countsOf(db, actId)
	};
	return await act(db, request, async (tx) => {
		await holdNames(tx);
		const { preview, changes } = await judged(tx, who, bytes);
		if (preview.problemCount > 0) throw new Failure('invalid', m.resource_import_has_problems());
		if (preview.digest !== digest) throw new Failure('conflict', m.resource_import_overtaken());
		for (let i = 0; i < changes.length; i += ROWS_AT_ONCE) {
			await write(tx, who, changes.slice(i, i + ROWS_AT_ONCE));
		}
		const { added, updated, unchanged } = preview;
		const counts = { added, updated, unchanged };
		const kinds = [...new Set(changes.map(({ row }) => row.fields.kind))];
		const scope = changes.flatMap(({ scope: each, before }) => [...each, ...(before?.scope ?? [])]);
		await record<ResourceEvent>(
			tx,
			who,
			{
				type: 'resource.imported',
				subject: `resource-import:${actId}`,
				scope: [who.unitId, ...scope],
				payload: { ...counts, fileName, digest, kinds }
			},
			actId
		);
		return counts;
	});
}

/** What the import of this id did, from its own line. */
async function countsOf(db: Db, actId: string): Promise<ImportCounts> {
	const [line] = await db
		.select({ payload: journal.payload })
		.from(journal)
		.where(and(eq(journal.id, actId), eq(journal.type, 'resource.imported')));
	if (!line) throw new Failure('conflict', m.resource_import_overtaken());
	const { added, updated, unchanged } = line.payload as ImportCounts;
	return { added, updated, unchanged };
}

type Known = ResourceCard & { scope: string[] };
/** A row that writes something. `before` null: adds one. */
type Change = { row: GoodRow; scope: string[]; ground: Ground; before: Known | null };

/** Everything about the file, against the table as it is in the transaction. */
async function judged(
	tx: Tx,
	who: Who,
	bytes: Uint8Array
): Promise<{ preview: ImportPreview; changes: Change[] }> {
	const read = textOf(bytes);
	if (!read) throw new Failure('invalid', m.resource_import_encoding());
	const units = await listUnits(tx);
	const { rows, count, problems, ignored } = readRows(read.text, unitFinder(units));
	const tell = (line: number, column: Column, sentence: string) =>
		void problems.push({ line, column: headings[column][0], sentence });

	const paths = new Map(units.map(({ id, path }) => [id, path]));
	const grounds = await groundsOf(
		tx,
		rows.map(({ fields }) => fields)
	);
	const known = await knownRows(tx, rows);
	const lineOf = new Map<string, number>();
	const changes: Change[] = [];
	let unchanged = 0;
	for (const [i, row] of rows.entries()) {
		const { line, fields } = row;
		const ownerPath = paths.get(fields.unitId) ?? [];
		const ground = grounds[i];
		if (!may(who, 'resource.edit', ownerPath)) tell(line, 'unitId', m.resource_unit_not_yours());
		if (!ground?.isNear) tell(line, 'lon', m.resource_outside());
		if (!ground?.isShapeValid) tell(line, 'shape', m.resource_shape_wrong());
		const first = lineOf.get(nameKey(fields));
		if (first !== undefined) tell(line, 'name', m.resource_import_twice({ line: first }));
		lineOf.set(nameKey(fields), first ?? line);
		const before = known.get(nameKey(fields)) ?? null;
		if (before && differences(before, fields).length === 0) unchanged += 1;
		else if (ground) {
			changes.push({ row, ground, before, scope: scopeOf(ownerPath, ground.path) });
		}
	}
	const updates = changes.flatMap(({ row, before }) => {
		if (!before) return [];
		const { name, unitName } = before;
		return [{ line: row.line, name, unitName, fields: differences(before, row.fields) }];
	});
	problems.sort((a, b) => a.line - b.line);
	return {
		changes,
		preview: {
			digest: digestOf(bytes, [...known.values()]),
			encoding: read.encoding,
			count,
			added: changes.length - updates.length,
			updated: updates.length,
			unchanged,
			problemCount: problems.length,
			problems: problems.slice(0, MOST_TOLD),
			updates: updates.slice(0, MOST_TOLD),
			ignored
		}
	};
}

/** One of each unit, kind and name (RS4). */
const nameKey = ({ unitId, kind, name }: Pick<ResourceCard, 'unitId' | 'kind' | 'name'>) =>
	JSON.stringify([unitId, kind, name]);

/** A unit by its id, or by its name where only one bears it. */
export function unitFinder(units: readonly Unit[]) {
	const ids = new Set(units.map(({ id }) => id));
	const byName = new Map<string, string | undefined>();
	for (const { id, name } of units) byName.set(name, byName.has(name) ? undefined : id);
	return (text: string) => (ids.has(text) ? text : byName.get(text));
}

/** What stands in the table under the names of the rows, locked: it is not changed behind the preview's back. */
async function knownRows(tx: Tx, rows: GoodRow[]): Promise<Map<string, Known>> {
	if (rows.length === 0) return new Map();
	const names = [...new Set(rows.map(({ fields }) => fields.name))];
	const wanted = new Set(rows.map(({ fields }) => nameKey(fields)));
	const found = await tx
		.select({ id: resource.id, scope: resource.scope })
		.from(resource)
		.where(and(inArray(resource.name, names), isNull(resource.removedAt)))
		.orderBy(resource.id)
		.for('update');
	const scopes = new Map(found.map(({ id, scope }) => [id, scope]));
	const cards =
		scopes.size === 0 ? [] : await cardsWhere(tx, inArray(resource.id, [...scopes.keys()]));
	return new Map(
		cards
			.filter((card) => wanted.has(nameKey(card)))
			.map((card) => [nameKey(card), { ...card, scope: scopes.get(card.id) ?? [] }])
	);
}

/** Of the file and of what it meets: the same for a commit only if both are still as previewed. */
function digestOf(bytes: Uint8Array, known: Known[]): string {
	const met = known.map(({ id, version }) => `${id} ${version}`).sort();
	return createHash('sha256').update(bytes).update('\0').update(met.join('\n')).digest('hex');
}

async function write(tx: Tx, who: Who, changes: Change[]) {
	const rows = changes.map(({ row, scope, ground, before }) => ({
		id: before?.id ?? uuidv7(),
		...row.fields,
		placeUnitId: ground.placeUnitId,
		changedAt: sql`now()`,
		changedByName: who.name,
		origin: sql`(select id from node)`,
		scope
	}));
	const fields = [
		'code',
		'at',
		'shape',
		'address',
		'contact',
		'phone',
		'quantity',
		'measure'
	] as const;
	const more = ['capacity', 'state', 'note', 'validUntil', 'placeUnitId', 'changedAt'] as const;
	const last = ['changedByName', 'scope'] as const;
	const set = Object.fromEntries(
		[...fields, ...more, ...last].map((field) => [field, sql.raw(`excluded.${snakeCase(field)}`)])
	);
	await tx
		.insert(resource)
		.values(rows)
		.onConflictDoUpdate({
			target: resource.id,
			set: { ...set, version: sql`${resource.version} + 1` }
		});
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** An empty file with its headings, for people to fill in. */
export const headingRow = () => columns.map((column) => headings[column][0]);
