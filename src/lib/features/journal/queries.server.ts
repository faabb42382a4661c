import { desc, sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import type { Line } from './schema.ts';
import { visibleLine } from './visible.server.ts';

/** The newest `limit` lines that the person's unit may see, newest first. Empty for administrators. */
export async function recentLines(
	db: Reader,
	who: Who,
	{ limit }: { limit: number }
): Promise<Line[]> {
	const lines = await db
		.select({
			id: journal.id,
			at: journal.at,
			actorName: journal.actorName,
			type: journal.type,
			subject: journal.subject,
			payload: journal.payload
		})
		.from(journal)
		.where(visibleLine(who))
		.orderBy(sql`${journal.xid} desc, ${desc(journal.seq)}`)
		.limit(limit);
	return lines.map((line) => ({ ...line, at: line.at.toISOString() }));
}
