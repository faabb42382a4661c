import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import { recurring } from '#lib/server/recurring.ts';
import { SYSTEM } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { toReceipt } from './cards.server.ts';
import type { ReportEvent } from './events.ts';
import { report, reportReceipt } from './tables.server.ts';

/** Who is alerted when a report has lain this long without anybody's acknowledgement (RP25). */
export const ESCALATION_S = { deputy: 60, leader: 180 } as const;

const steps = [
	{ to: 'deputy', alertedAt: 'deputyAlertedAt' },
	{ to: 'leader', alertedAt: 'leaderAlertedAt' }
] as const;

/** In one transaction: enough for a storm, short enough not to hold back the journal's readers. */
const MOST_AT_ONCE = 100;

/**
 * Alerts deputy and leader of every desk that let a report lie, once each, with a journal line. Any number
 * of processes may call it at once: a receipt that another one holds is skipped. Returns how many it alerted.
 */
export async function escalate(db: Db): Promise<number> {
	let alerted = 0;
	for (const step of steps) {
		for (let more = true; more;) {
			const count = await db.transaction((tx) => alert(tx, step));
			alerted += count;
			more = count === MOST_AT_ONCE;
		}
	}
	if (alerted > 0) db.doorbell.ring();
	return alerted;
}

async function alert(tx: Tx, { to, alertedAt }: (typeof steps)[number]): Promise<number> {
	const due = await tx
		.select({
			reportId: reportReceipt.reportId,
			unitId: reportReceipt.unitId,
			unitName: unit.name,
			title: report.title,
			frame: report.frame,
			scope: report.scope
		})
		.from(reportReceipt)
		.innerJoin(report, eq(report.id, reportReceipt.reportId))
		.innerJoin(unit, eq(unit.id, reportReceipt.unitId))
		.where(
			and(
				isNull(reportReceipt.acknowledgedAt),
				isNull(reportReceipt.outcome),
				isNull(reportReceipt[alertedAt]),
				// The leader is told after the deputy, also when nobody called this for an hour.
				to === 'leader' ? isNotNull(reportReceipt.deputyAlertedAt) : undefined,
				lte(reportReceipt.arrivedAt, sql`now() - make_interval(secs => ${ESCALATION_S[to]})`)
			)
		)
		.orderBy(asc(reportReceipt.arrivedAt))
		.limit(MOST_AT_ONCE)
		.for('update', { of: reportReceipt, skipLocked: true });
	for (const { reportId, unitId, unitName, title, frame, scope } of due) {
		const [row] = await tx
			.update(reportReceipt)
			.set({ [alertedAt]: sql`now()` })
			.where(and(eq(reportReceipt.reportId, reportId), eq(reportReceipt.unitId, unitId)))
			.returning();
		if (!row) throw new Error(`Invariant failed: receipt of ${reportId} was locked and is gone`);
		await record<ReportEvent>(tx, SYSTEM, {
			type: 'report.escalated',
			subject: `report:${reportId}`,
			scope,
			payload: { receipt: toReceipt(row, unitName), to, title, frame }
		});
	}
	return due.length;
}

/** Escalates every `everyMs` until stopped; an alarm must not die of an error. */
export const startEscalation = (db: Db, { everyMs = 1000 } = {}) =>
	recurring('escalation', () => escalate(db), everyMs);
