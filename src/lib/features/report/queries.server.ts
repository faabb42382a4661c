import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf, fullsOf } from './cards.server.ts';
import type { Receipt, ReportCard, ReportFull, ReportThread } from './schema.ts';
import { report, reportReceipt } from './tables.server.ts';
import { authorizeReading, visibleReport } from './visible.server.ts';

/** A desk keeps what it decided in view for this long. */
const DECIDED_HOURS = 48;
const MOST_REPORTS = 300;
const MOST_THREADS = 60;

const hoursAgo = (hours: number) => sql`now() - make_interval(hours => ${hours})`;

/**
 * The reports addressed to the person's unit: those without a decision first, then those of the last two
 * days, the newest first (RP20). Follow it from `cursor` on `unit:<own>`.
 */
export async function inbox(db: Db, who: Who): Promise<{ cursor: string; reports: ReportCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: reportReceipt.reportId })
		.from(reportReceipt)
		.where(
			and(
				eq(reportReceipt.unitId, who.unitId),
				or(isNull(reportReceipt.outcome), gt(reportReceipt.arrivedAt, hoursAgo(DECIDED_HOURS)))
			)
		)
		.orderBy(desc(isNull(reportReceipt.outcome)), desc(reportReceipt.arrivedAt))
		.limit(MOST_REPORTS);
	return {
		cursor,
		reports: await cardsOf(
			db,
			rows.map(({ id }) => id)
		)
	};
}

/** What came in within the last `hours` and may be seen here, the newest first. */
export async function incoming(
	db: Db,
	who: Who,
	hours: number
): Promise<{ cursor: string; reports: ReportCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: report.id })
		.from(report)
		.where(and(visibleReport(who), gt(report.receivedAt, hoursAgo(hours))))
		.orderBy(sql`${report.receivedAt} desc`)
		.limit(MOST_REPORTS);
	return {
		cursor,
		reports: await cardsOf(
			db,
			rows.map(({ id }) => id)
		)
	};
}

/** The own unit's threads, the one with the newest report first, each with what every level did with it. */
export async function mine(db: Db, who: Who): Promise<{ cursor: string; threads: ReportThread[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const newest = db
		.select({ threadId: report.threadId, newestAt: sql`max(${report.receivedAt})`.as('newest_at') })
		.from(report)
		.where(eq(report.unitId, who.unitId))
		.groupBy(report.threadId)
		.orderBy(sql`max(${report.receivedAt}) desc`)
		.limit(MOST_THREADS)
		.as('newest');
	const rows = await db
		.select({ id: report.id })
		.from(report)
		.innerJoin(newest, eq(newest.threadId, report.threadId))
		.orderBy(sql`${newest.newestAt} desc`, asc(report.threadId), asc(report.number));
	const cards = await cardsOf(
		db,
		rows.map(({ id }) => id)
	);
	const threads = Map.groupBy(cards, ({ threadId }) => threadId);
	return { cursor, threads: [...threads].map(([threadId, reports]) => ({ threadId, reports })) };
}

/** A report in full with all of its thread, in their order; `not_found` also for what lies out of sight. */
export async function getReport(
	db: Db,
	who: Who,
	id: string
): Promise<{ cursor: string; report: ReportFull; thread: ReportFull[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const thread = await fullThread(db, who, id);
	const found = thread.find((one) => one.id === id);
	if (!found) throw new Failure('not_found', m.errors_not_found());
	return { cursor, report: found, thread };
}

async function fullThread(db: Reader, who: Who, id: string): Promise<ReportFull[]> {
	const rows = await db
		.select({ id: report.id })
		.from(report)
		.where(
			and(
				visibleReport(who),
				sql`${report.threadId} = (select thread_id from report where id = ${id})`
			)
		)
		.orderBy(asc(report.number));
	return await fullsOf(
		db,
		rows.map((row) => row.id)
	);
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<ReportCard> {
	const [visible] = await db
		.select({ id: report.id })
		.from(report)
		.where(and(eq(report.id, id), visibleReport(who)));
	const [card] = visible ? await cardsOf(db, [id]) : [];
	if (!card) throw new Failure('not_found', m.errors_not_found());
	return card;
}

/** The receipt of the person's unit as it is now. */
export async function receiptNow(db: Reader, who: Who, reportId: string): Promise<Receipt> {
	const card = await visibleCard(db, who, reportId);
	const receipt = card.receipts.find(({ unitId }) => unitId === who.unitId);
	if (!receipt) throw new Failure('not_found', m.errors_not_found());
	return receipt;
}
