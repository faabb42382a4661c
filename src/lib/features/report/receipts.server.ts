import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { Failure, type FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { toReceipt } from './cards.server.ts';
import type { ReportEvent } from './events.ts';
import type { Receipt } from './schema.ts';
import { report, reportReceipt } from './tables.server.ts';
import { visibleReport } from './visible.server.ts';

/** A receipt with what its journal line needs; locked until the transaction ends. */
export type HeldReceipt = { receipt: Receipt; reportId: string; scope: string[] };

/**
 * The receipt of the unit for the report, locked. Refuses with `not_found` what the person cannot see, and
 * with `forbidden` a report that he sees but that was not addressed to his unit.
 */
export async function holdReceipt(tx: Tx, who: Who, reportId: string): Promise<HeldReceipt> {
	const [found] = await tx
		.select({ row: reportReceipt, scope: report.scope, unitName: unit.name })
		.from(reportReceipt)
		.innerJoin(report, eq(report.id, reportReceipt.reportId))
		.innerJoin(unit, eq(unit.id, reportReceipt.unitId))
		.where(and(eq(reportReceipt.reportId, reportId), eq(reportReceipt.unitId, who.unitId)))
		// Two desks at once: the second waits here, then finds what the first did.
		.for('update', { of: reportReceipt });
	if (found) {
		return { receipt: toReceipt(found.row, found.unitName), reportId, scope: found.scope };
	}
	const [seen] = await tx
		.select({ id: report.id })
		.from(report)
		.where(and(eq(report.id, reportId), visibleReport(who)));
	throw seen
		? new Failure('forbidden', m.report_not_addressed())
		: new Failure('not_found', m.errors_not_found());
}

/** Writes the changes and returns the receipt as it is then. */
export async function changeReceipt(
	tx: Tx,
	{ receipt, reportId }: HeldReceipt,
	changes: PgUpdateSetSource<typeof reportReceipt>
): Promise<Receipt> {
	const [row] = await tx
		.update(reportReceipt)
		.set(changes)
		.where(and(eq(reportReceipt.reportId, reportId), eq(reportReceipt.unitId, receipt.unitId)))
		.returning();
	if (!row) throw new Error(`Invariant failed: receipt of ${reportId} was locked and is gone`);
	return toReceipt(row, receipt.unitName);
}

/** Subject and scope of a journal line about the receipt. */
export const about = ({ reportId, scope }: HeldReceipt) => ({
	subject: `report:${reportId}` as const,
	scope
});

/** Whoever acts on a report has opened and acknowledged it; the first to do so stays named. */
export const seenBy = (who: Who) => ({
	openedAt: sql`coalesce(${reportReceipt.openedAt}, now())`,
	acknowledgedAt: sql`coalesce(${reportReceipt.acknowledgedAt}, now())`,
	acknowledgedByName: sql`coalesce(${reportReceipt.acknowledgedByName}, ${who.name})`
});

/** Accepted into an incident, or sent back with the reason and the sentences beside the fields. */
export type Decision = { reportId: string; unitId: string } & (
	| { outcome: 'accepted'; incidentId: string }
	| { outcome: 'returned'; reason: string; fields: FieldErrors; actId: string }
);

/**
 * Decides the report for the person's unit, for use inside the transaction of the act that decides it, and
 * writes the journal line. A decision stands: the same again changes nothing, another one is refused with
 * the name of who decided (RP23). Deciding also opens and acknowledges.
 */
export async function decideReceipt(tx: Tx, who: Who, decision: Decision): Promise<Receipt> {
	const held = await holdReceipt(tx, who, decision.reportId);
	const { receipt } = held;
	if (receipt.outcome !== null) {
		if (decision.outcome === 'accepted' && receipt.outcome === 'accepted') return receipt;
		const name = receipt.decidedByName ?? '';
		const sentence = {
			accepted: () => m.report_decided_accepted({ name }),
			returned: () => m.report_decided_returned({ name })
		}[receipt.outcome]();
		throw new Failure('conflict', sentence);
	}
	const changed = await changeReceipt(tx, held, {
		...seenBy(who),
		outcome: decision.outcome,
		decidedAt: sql`now()`,
		decidedByName: who.name,
		...(decision.outcome === 'accepted'
			? { incidentId: decision.incidentId }
			: { returnReason: decision.reason, returnFields: decision.fields })
	});
	if (decision.outcome === 'accepted') {
		const payload = { receipt: changed, incidentId: decision.incidentId };
		await record<ReportEvent>(tx, who, { type: 'report.accepted', ...about(held), payload });
	} else {
		const payload = { receipt: changed };
		await record<ReportEvent>(
			tx,
			who,
			{ type: 'report.returned', ...about(held), payload },
			decision.actId
		);
	}
	return changed;
}
