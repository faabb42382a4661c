import { and, desc, eq, inArray, notInArray, or, sql } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import type { Line } from '../journal/schema.ts';
import { visibleLine } from '../journal/visible.server.ts';
import { treeSql } from './cards.server.ts';
import type { TimelinePage } from './schema.ts';
import { authorizeReading, requireVisible } from './visible.server.ts';
import { warningSubjectsSql } from './warnings.server.ts';

/** What a merged incident says of its merging; the one that shows it says the same in its own words. */
const OWN_ONLY = ['incident.merged', 'incident.unmerged'];

/**
 * The log of an incident, the newest first: its own lines, those of its reports, warnings and of whatever else was made
 * for it (`incident_subject`), and of what was merged into it, as far as the person's unit may see them. `more`: there are
 * older lines; ask again with `before` the last id.
 */
export async function timeline(
	db: Db,
	who: Who,
	{ id, before, limit }: TimelinePage
): Promise<{ cursor: string; lines: Line[]; more: boolean }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	await requireVisible(db, who, id);
	const rows = await db
		.select({
			id: journal.id,
			at: journal.at,
			actorName: journal.actorName,
			type: journal.type,
			subject: journal.subject,
			payload: journal.payload
		})
		.from(journal)
		.where(
			and(
				inArray(journal.subject, await subjectsOf(db, id)),
				visibleLine(who),
				or(eq(journal.subject, `incident:${id}`), notInArray(journal.type, OWN_ONLY)),
				before === null
					? undefined
					: sql`(${journal.xid}, ${journal.seq}) < (select xid, seq from journal where id = ${before})`
			)
		)
		.orderBy(desc(journal.xid), desc(journal.seq))
		.limit(limit + 1);
	const lines = rows.slice(0, limit).map((line) => ({ ...line, at: line.at.toISOString() }));
	return { cursor, lines, more: rows.length > limit };
}

async function subjectsOf(reader: Reader, id: string): Promise<string[]> {
	const rows = await reader.execute<{ subject: string }>(sql`
		${treeSql([id])}
		select 'incident:' || id as subject from tree
		union all
		select 'report:' || report.id from thread join report on report.thread_id = thread.thread_id
		union all
		select told.subject from tree join incident_subject told on told.incident_id = tree.id
		union all
		${warningSubjectsSql}`);
	return rows.map(({ subject }) => subject);
}
