import { and, asc, eq, inArray } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { report } from '../report/tables.server.ts';
import { authorizeReading, visibleReport } from '../report/visible.server.ts';
import type { Attachment } from './schema.ts';
import { attachment } from './tables.server.ts';

type Row = typeof attachment.$inferSelect;

export function toAttachment({ sha256: _, arrivedAt, ...rest }: Row): Attachment {
	return { ...rest, arrivedAt: arrivedAt?.toISOString() ?? null };
}

/** The attachments that these reports declare, in their order, whether they have come or not. */
export async function attachmentsOf(
	db: Reader,
	who: Who,
	reportIds: string[]
): Promise<Attachment[]> {
	authorizeReading(who);
	if (reportIds.length === 0) return [];
	const declared = await db
		.select({ reportId: report.id, body: report.body })
		.from(report)
		.where(and(inArray(report.id, reportIds), visibleReport(who)))
		.orderBy(asc(report.threadId), asc(report.number));
	const rows = await db.select().from(attachment).where(inArray(attachment.reportId, reportIds));
	const come = new Map(rows.map((row) => [row.id, row]));
	return declared.flatMap(({ reportId, body }) =>
		body.attachments.map((file) => {
			const row = come.get(file.id);
			return row?.reportId === reportId ? toAttachment(row) : { ...notCome, ...file, reportId };
		})
	);
}

const notCome = { mime: null, hasThumbnail: false, arrivedAt: null, refusal: null };

/** An attachment that has come, for whoever may see its report; `not_found` for everybody else. */
export async function getArrived(db: Db, who: Who, id: string) {
	authorizeReading(who);
	const [found] = await db
		.select({ row: attachment })
		.from(attachment)
		.innerJoin(report, eq(report.id, attachment.reportId))
		.where(and(eq(attachment.id, id), visibleReport(who)));
	if (!found?.row.arrivedAt || !found.row.mime) {
		throw new Failure('not_found', m.attachment_not_here());
	}
	return { ...found.row, mime: found.row.mime };
}
