import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { unit } from '../unit/tables.server.ts';
import { othersOf } from './other-figures.ts';
import { FigureName, type Receipt, type ReportCard, type ReportFull } from './schema.ts';
import { report, reportReceipt } from './tables.server.ts';

type ReportRow = typeof report.$inferSelect;
type ReceiptRow = typeof reportReceipt.$inferSelect;

/** The cards of these reports, in the order of `ids`; ids that are no report are left out. */
export async function cardsOf(db: Reader, ids: string[]): Promise<ReportCard[]> {
	return (await rowsOf(db, ids)).map(({ row, ...rest }) => toCard(row, rest));
}

/** The reports in full, in the order of `ids`. */
export async function fullsOf(db: Reader, ids: string[]): Promise<ReportFull[]> {
	return (await rowsOf(db, ids)).map(({ row, ...rest }) => ({
		...toCard(row, rest),
		previousId: row.previousId,
		isPlaceExact: row.isPlaceExact,
		source: { kind: row.sourceKind, name: row.sourceName },
		body: { ...row.body, otherFigures: othersOf(row.body) },
		writtenAt: row.writtenAt.toISOString(),
		clockSkewMs: row.clockSkewMs
	}));
}

/** The incident that each thread was accepted into, by thread id. */
export async function incidentsOfThreads(db: Reader, threadIds: string[]) {
	const rows = await db
		.select({ threadId: report.threadId, incidentId: reportReceipt.incidentId })
		.from(reportReceipt)
		.innerJoin(report, eq(report.id, reportReceipt.reportId))
		.where(and(inArray(report.threadId, threadIds), isNotNull(reportReceipt.incidentId)))
		.orderBy(desc(reportReceipt.decidedAt));
	return new Map(rows.map(({ threadId, incidentId }) => [threadId, incidentId]));
}

/** A receipt as events and cards carry it. */
export function toReceipt(row: ReceiptRow, unitName: string): Receipt {
	const { reportId: _, ...rest } = row;
	return {
		...rest,
		unitName,
		arrivedAt: row.arrivedAt.toISOString(),
		openedAt: iso(row.openedAt),
		acknowledgedAt: iso(row.acknowledgedAt),
		decidedAt: iso(row.decidedAt),
		deputyAlertedAt: iso(row.deputyAlertedAt),
		leaderAlertedAt: iso(row.leaderAlertedAt)
	};
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

type Rest = { unitName: string; receipts: Receipt[]; incidentId: string | null };

async function rowsOf(db: Reader, ids: string[]): Promise<({ row: ReportRow } & Rest)[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.select({ row: report, unitName: unit.name })
		.from(report)
		.innerJoin(unit, eq(unit.id, report.unitId))
		.where(inArray(report.id, ids));
	const receipts = await db
		.select({ row: reportReceipt, unitName: unit.name })
		.from(reportReceipt)
		.innerJoin(unit, eq(unit.id, reportReceipt.unitId))
		.where(inArray(reportReceipt.reportId, ids))
		// The nearest level first: a city's code is greater than its province's.
		.orderBy(desc(reportReceipt.unitId));
	const incidents = await incidentsOfThreads(
		db,
		rows.map(({ row }) => row.threadId)
	);
	const found = new Map(
		rows.map(({ row, unitName }) => [
			row.id,
			{
				row,
				unitName,
				receipts: receipts
					.filter((receipt) => receipt.row.reportId === row.id)
					.map((receipt) => toReceipt(receipt.row, receipt.unitName)),
				incidentId: incidents.get(row.threadId) ?? row.sentFromIncidentId
			}
		])
	);
	return ids.flatMap((id) => found.get(id) ?? []);
}

function toCard(row: ReportRow, { unitName, receipts, incidentId }: Rest): ReportCard {
	const figures = FigureName.options.flatMap((name) => {
		const figure = row.body.figures[name];
		return figure ? [[name, figure.value] as const] : [];
	});
	return {
		id: row.id,
		threadId: row.threadId,
		kind: row.kind,
		number: row.number,
		isCorrection: row.isCorrection,
		title: row.title,
		classCode: row.classCode,
		level: row.level,
		sensitive: row.sensitive,
		unitId: row.unitId,
		unitName,
		personName: row.personName,
		placeText: row.placeText,
		placeUnitId: row.placeUnitId,
		at: row.at,
		occurredAt: row.occurredAt.toISOString(),
		knownAt: row.knownAt.toISOString(),
		receivedAt: row.receivedAt.toISOString(),
		frame: row.frame,
		figures: Object.fromEntries(figures),
		incidentId,
		receipts
	};
}
