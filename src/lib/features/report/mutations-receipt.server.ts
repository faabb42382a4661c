import { sql } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import type { ReportEvent } from './events.ts';
import { receiptNow } from './queries.server.ts';
import { about, changeReceipt, decideReceipt, holdReceipt, seenBy } from './receipts.server.ts';
import type { Receipt, ReportAct, ReturnReport } from './schema.ts';
import { may } from './permissions.ts';

/** The addressee's desk has the report on its screen. Only the first time counts (RP21). */
export function openReport(db: Db, who: Who, input: ReportAct): Promise<Receipt> {
	const { actId, reportId } = input;
	return handle(db, who, { kind: 'report.open', input }, async (tx) => {
		const held = await holdReceipt(tx, who, reportId);
		if (held.receipt.openedAt !== null) return held.receipt;
		const receipt = await changeReceipt(tx, held, { openedAt: sql`now()` });
		await record<ReportEvent>(
			tx,
			who,
			{ type: 'report.opened', ...about(held), payload: { receipt } },
			actId
		);
		return receipt;
	});
}

/**
 * Somebody has taken notice: the alarm ends. The first wins, the second gets his name (RP22). A follow-up of
 * a thread that this desk has accepted is accepted with it (RP24).
 */
export function acknowledgeReport(db: Db, who: Who, input: ReportAct): Promise<Receipt> {
	const { actId, reportId } = input;
	return handle(db, who, { kind: 'report.acknowledge', input }, async (tx) => {
		const held = await holdReceipt(tx, who, reportId);
		if (held.receipt.acknowledgedAt !== null) return held.receipt;
		const receipt = await changeReceipt(tx, held, seenBy(who));
		await record<ReportEvent>(
			tx,
			who,
			{ type: 'report.acknowledged', ...about(held), payload: { receipt } },
			actId
		);
		const { incidentId } = receipt;
		if (incidentId === null) return receipt;
		return await decideReceipt(tx, who, {
			reportId,
			unitId: who.unitId,
			outcome: 'accepted',
			incidentId
		});
	});
}

/** Sends the report back with the reason, and a sentence beside each field that is wrong. */
export function returnReport(db: Db, who: Who, input: ReturnReport): Promise<Receipt> {
	const { actId, reportId, reason, fields } = input;
	const returned = { unitId: who.unitId, outcome: 'returned', reason, fields } as const;
	return handle(db, who, { kind: 'report.return', input }, (tx) =>
		decideReceipt(tx, who, { ...returned, actId, reportId })
	);
}

async function handle(
	db: Db,
	who: Who,
	{ kind, input }: { kind: string; input: ReportAct },
	work: (tx: Tx) => Promise<Receipt>
): Promise<Receipt> {
	authorize('report.handle', input, may(who, 'report.handle', who.unitPath));
	const onRetry = () => receiptNow(db, who, input.reportId);
	return await act(db, { kind, who, input, onRetry }, work);
}
