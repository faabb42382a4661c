import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { holdsWords } from '#lib/server/db/bigrams.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { snippetOf, type Snippet } from '#lib/snippet.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import type { Sheet, SheetCard, SheetSearch } from './schema.ts';
import { knowledgeSheet } from './tables.server.ts';
import { authorizeReading, visibleSheet } from './visible.server.ts';

/** A page of reading; who needs more types a word more. */
const MOST_SHEETS = 200;

const { body, words, origin: _origin, scope: _scope, ...columns } = getTableColumns(knowledgeSheet);

type Row = Omit<typeof knowledgeSheet.$inferSelect, 'body' | 'words' | 'origin' | 'scope'> & {
	ownerName: string;
};

const toCard = ({ savedAt, ...row }: Row): SheetCard => ({
	...row,
	savedAt: savedAt.toISOString()
});

/**
 * Sheets that hold every word of `text`, the latest saved first, each with where the words stand (KN4); with a
 * `classCode` only those about it. Follow `unit:<own>` from `cursor`.
 */
export async function searchSheets(
	db: Db,
	who: Who,
	{ text, kind, classCode }: SheetSearch
): Promise<{ cursor: string; sheets: (SheetCard & { snippet: Snippet | null })[]; more: boolean }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ ...columns, words, ownerName: unit.name })
		.from(knowledgeSheet)
		.innerJoin(unit, eq(unit.id, knowledgeSheet.ownerUnitId))
		.where(
			and(
				visibleSheet(who),
				isNull(knowledgeSheet.withdrawnReason),
				kind === null ? undefined : eq(knowledgeSheet.kind, kind),
				classCode === null ? undefined : isAbout(classCode),
				holdsWords(words, text)
			)
		)
		.orderBy(desc(knowledgeSheet.savedAt), desc(knowledgeSheet.id))
		.limit(MOST_SHEETS + 1);
	return {
		cursor,
		sheets: rows.slice(0, MOST_SHEETS).map(({ words: found, ...row }) => ({
			...toCard(row),
			snippet: snippetOf(found, text)
		})),
		more: rows.length > MOST_SHEETS
	};
}

/** One code begins with the other: a sheet about floods is about river floods, and is found when floods are asked for. */
const isAbout = (code: string) =>
	sql`exists (select from unnest(${knowledgeSheet.classCodes}) one where starts_with(${code}, one) or starts_with(one, ${code}))`;

/** One sheet with its text, withdrawn or not; `not_found` where the person's unit may not read it. */
export async function getSheet(db: Reader, who: Who, id: string): Promise<Sheet> {
	authorizeReading(who);
	const [row] = await db
		.select({ ...columns, body, ownerName: unit.name })
		.from(knowledgeSheet)
		.innerJoin(unit, eq(unit.id, knowledgeSheet.ownerUnitId))
		.where(and(eq(knowledgeSheet.id, id), visibleSheet(who)));
	if (!row) throw new Failure('not_found', m.knowledge_not_found());
	const { body: text, ...rest } = row;
	return { ...toCard(rest), body: text };
}

/** The card as it is now, for whom it is visible: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<SheetCard> {
	const { body: _body, ...card } = await getSheet(db, who, id);
	return card;
}

/** As it is now, for the line of an act. */
export async function sheetCard(db: Reader, id: string): Promise<SheetCard> {
	const [row] = await db
		.select({ ...columns, ownerName: unit.name })
		.from(knowledgeSheet)
		.innerJoin(unit, eq(unit.id, knowledgeSheet.ownerUnitId))
		.where(eq(knowledgeSheet.id, id));
	if (!row) throw new Failure('not_found', m.knowledge_not_found());
	return toCard(row);
}
