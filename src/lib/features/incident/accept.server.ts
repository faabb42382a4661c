import { and, asc, eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { adoptClocks } from '../clock/keeping.server.ts';
import { decideReceipt, holdReceipt } from '../report/receipts.server.ts';
import { report, reportReceipt } from '../report/tables.server.ts';
import { keepDeskClocks } from './duties.server.ts';
import type { IncidentEvent } from './events.ts';
import { placeThread, type Placed, type ReportRow } from './placing.server.ts';
import type { AcceptReport } from './schema.ts';
import { incidentThread } from './tables.server.ts';
import { holdTree, pathUp, renew, rootOf } from './tree.server.ts';
import { may } from '../report/permissions.ts';
import { visibleReport } from '../report/visible.server.ts';

/** The incident that shows the report now. `opened`: this call opened it. */
export type Accepted = { incidentId: string; opened: boolean };

/**
 * Accepts a report that was addressed to the person's unit into a new incident or an existing one. A thread
 * belongs to one incident: where another desk was quicker, this one joins it. All reports of the thread that
 * wait at this desk are accepted with it; later ones belong to the incident by themselves.
 */
export async function acceptReport(db: Db, who: Who, input: AcceptReport): Promise<Accepted> {
	authorize('report.handle', input, may(who, 'report.handle', who.unitPath));
	const request = {
		...{ kind: 'incident.accept', who, input },
		onRetry: () => acceptedBefore(db, who, input.reportId)
	};
	return await act(db, request, async (tx) => {
		const asked = await requireReport(tx, who, input.reportId);
		// Two desks accept at once: the second waits here, then finds the thread in the first one's incident.
		await tx
			.select({ id: report.id })
			.from(report)
			.where(eq(report.id, asked.threadId))
			.for('no key update');
		await holdTree(tx);

		const { receipt } = await holdReceipt(tx, who, asked.id);
		const receipts = await ownReceipts(tx, who, asked.threadId);
		const into = await placeThread(tx, who, input, asked);
		// A colleague at the next desk accepted it already.
		if (receipt.outcome === 'accepted') {
			return { incidentId: await rootOf(tx, into.id), opened: false };
		}

		for (const reportId of [asked.id, ...waiting(receipts, asked.id)]) {
			const decision = {
				reportId,
				unitId: who.unitId,
				outcome: 'accepted',
				incidentId: into.id
			} as const;
			await decideReceipt(tx, who, decision);
		}
		const tookPart = receipts.some(({ outcome }) => outcome === 'accepted');
		const shownIn = await recordAccepted(tx, who, input, asked, { ...into, tookPart });
		if (into.how !== 'known') await adoptClocks(tx, asked.threadId, into.id, who);
		await keepDeskClocks(tx, who, shownIn, who.unitId);
		return { incidentId: shownIn, opened: into.how === 'opened' };
	});
}

async function requireReport(tx: Tx, who: Who, id: string): Promise<ReportRow> {
	const [found] = await tx
		.select()
		.from(report)
		.where(and(eq(report.id, id), visibleReport(who)));
	if (!found) throw new Failure('not_found', m.incident_report_not_found());
	return found;
}

function ownReceipts(tx: Tx, who: Who, threadId: string) {
	return tx
		.select({ reportId: reportReceipt.reportId, outcome: reportReceipt.outcome })
		.from(reportReceipt)
		.innerJoin(report, eq(report.id, reportReceipt.reportId))
		.where(and(eq(report.threadId, threadId), eq(reportReceipt.unitId, who.unitId)))
		.orderBy(asc(report.number));
}

/** The other reports of the thread that wait for a decision. */
const waiting = (receipts: { reportId: string; outcome: string | null }[], exceptId: string) =>
	receipts.flatMap(({ reportId, outcome }) =>
		outcome === null && reportId !== exceptId ? [reportId] : []
	);

/**
 * The line of the act: the incident was opened, a further thread joined it, or a further unit did. A unit that
 * took part before needs none: its receipts' lines say it all, and accepting twice changes nothing.
 */
async function recordAccepted(
	tx: Tx,
	who: Who,
	{ actId }: AcceptReport,
	asked: ReportRow,
	{ id, how, tookPart }: Placed & { tookPart: boolean }
) {
	const path = await pathUp(tx, id);
	for (const below of path.slice(0, -1)) await renew(tx, below);
	const { card, scope } = await renew(tx, path.at(-1) ?? id);
	const line = { subject: `incident:${card.id}`, scope } as const;
	if (how === 'opened') {
		await record<IncidentEvent>(
			tx,
			who,
			{ ...line, type: 'incident.opened', payload: { card, reportId: asked.id } },
			actId
		);
	} else if (how === 'joined') {
		const payload = { card, reportId: asked.id, reportTitle: asked.title };
		await record<IncidentEvent>(
			tx,
			who,
			{ ...line, type: 'incident.reportJoined', payload },
			actId
		);
	} else if (!tookPart) {
		const payload = { card, unitId: who.unitId, unitName: who.unitName };
		await record<IncidentEvent>(tx, who, { ...line, type: 'incident.unitJoined', payload }, actId);
	}
	return card.id;
}

/** The incident that shows the report now. */
async function acceptedBefore(db: Db, who: Who, reportId: string): Promise<Accepted> {
	const [found] = await db
		.select({ id: incidentThread.incidentId })
		.from(incidentThread)
		.innerJoin(report, eq(report.threadId, incidentThread.threadId))
		.where(and(eq(report.id, reportId), visibleReport(who)));
	if (!found) throw new Failure('not_found', m.incident_report_not_found());
	return { incidentId: await rootOf(db, found.id), opened: false };
}
