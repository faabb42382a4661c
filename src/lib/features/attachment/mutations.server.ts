import { and, eq, isNull, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { report } from '../report/tables.server.ts';
import type { Verdict } from './content.server.ts';
import type { AttachmentEvent } from './events.ts';
import { toAttachment } from './queries.server.ts';
import type { UploadMetadata } from './schema.ts';
import { attachment } from './tables.server.ts';
import { may } from '../report/permissions.ts';

type Row = typeof attachment.$inferSelect;

/**
 * The row of an upload that begins, or began before: of a file that the own unit's report declares, with
 * the size that it declares (AT2).
 */
export async function beginUpload(
	db: Db,
	who: Who,
	{ reportId, attachmentId, size }: UploadMetadata & { size: number | null }
): Promise<Row> {
	authorize('report.file', reportId, may(who, 'report.file', who.unitPath));
	const [found] = await db
		.select({ body: report.body })
		.from(report)
		.where(and(eq(report.id, reportId), eq(report.unitId, who.unitId)));
	if (!found) throw new Failure('not_found', m.attachment_no_report());
	const declared = found.body.attachments.find(({ id }) => id === attachmentId);
	if (!declared) throw new Failure('invalid', m.attachment_not_declared());
	if (declared.size !== size) {
		throw new Failure('invalid', m.attachment_other_size({ name: declared.name }));
	}
	await db
		.insert(attachment)
		.values({ id: attachmentId, reportId, name: declared.name, size: declared.size })
		.onConflictDoNothing();
	const row = await uploadOf(db, who, attachmentId);
	if (row.reportId !== reportId) throw new Failure('conflict', m.attachment_not_declared());
	return row;
}

/** The row of an upload under way, for the unit whose report it belongs to. */
export async function uploadOf(db: Db, who: Who, id: string): Promise<Row> {
	authorize('report.file', id, may(who, 'report.file', who.unitPath));
	const [found] = await db
		.select({ row: attachment })
		.from(attachment)
		.innerJoin(report, eq(report.id, attachment.reportId))
		.where(and(eq(attachment.id, id), eq(report.unitId, who.unitId)));
	if (!found) throw new Failure('not_found', m.attachment_not_declared());
	return found.row;
}

/** Writes down what the bytes turned out to be, once, with its journal line. Returns the row as it is then. */
export async function settle(db: Db, who: Who, id: string, verdict: Verdict): Promise<Row> {
	const row = await db.transaction((tx) => settleOnce(tx, who, id, verdict));
	db.doorbell.ring();
	return row;
}

async function settleOnce(tx: Tx, who: Who, id: string, verdict: Verdict): Promise<Row> {
	const [changed] = await tx
		.update(attachment)
		.set(
			verdict.refusal === null
				? {
						mime: verdict.mime,
						sha256: verdict.sha256,
						hasThumbnail: verdict.thumbnail !== null,
						arrivedAt: sql`now()`
					}
				: { refusal: verdict.refusal }
		)
		.where(and(eq(attachment.id, id), isNull(attachment.arrivedAt), isNull(attachment.refusal)))
		.returning();
	if (!changed) {
		const [row] = await tx.select().from(attachment).where(eq(attachment.id, id));
		if (!row) throw new Error(`Invariant failed: attachment ${id} has no row`);
		return row;
	}
	const [about] = await tx
		.select({ scope: report.scope })
		.from(report)
		.where(eq(report.id, changed.reportId));
	await record<AttachmentEvent>(tx, who, {
		type: verdict.refusal === null ? 'attachment.arrived' : 'attachment.refused',
		subject: `report:${changed.reportId}`,
		scope: about?.scope ?? [],
		payload: { attachment: toAttachment(changed) }
	});
	return changed;
}
