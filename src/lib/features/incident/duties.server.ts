import { sql } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import type { Actor } from '#lib/who.ts';
import { keepClocks, suspendClocks } from '../clock/keeping.server.ts';
import type { Level } from '../event-class/schema.ts';
import { treeSql } from './cards.server.ts';

/** A unit whose desk accepted one of the incident's reports, and when it first knew. */
export type Desk = { unitId: string; arrivedMs: number };

/**
 * Each desk that accepted a report has a duty of its own to tell those above it, counted from the arrival
 * of the report that it accepted first. Starts and waives its clocks by the rules in force.
 */
export async function keepDeskClocks(tx: Tx, who: Actor, incidentId: string, onlyUnitId?: string) {
	const [about] = await tx.execute<About>(aboutSql(incidentId));
	invariant(about, `incident ${incidentId} is held by the act`);
	const { occurredMs, incidentLevel, estimate, ...matter } = about;
	for (const { unitId, arrivedMs } of await desksOf(tx, incidentId)) {
		if (onlyUnitId !== undefined && unitId !== onlyUnitId) continue;
		await keepClocks(tx, who, {
			...matter,
			threadId: null,
			incidentId,
			// Until a desk has graded it, the reporters' word counts: a grave event must not wait for the grade.
			level: incidentLevel ?? estimate,
			occurredAt: new Date(occurredMs),
			receivedAt: new Date(arrivedMs),
			fromUnitId: unitId
		});
	}
}

/** The incident went into another, or units left it: the duty is no longer counted with it. */
export async function suspendDeskClocks(
	tx: Tx,
	who: Actor,
	{ id, unitIds, scope }: { id: string; unitIds: string[]; scope: string[] }
) {
	for (const fromUnitId of unitIds) {
		await suspendClocks(tx, who, { threadId: null, incidentId: id, fromUnitId, scope });
	}
}

/** Who takes part, by unit id, so that two acts lock the clocks in one order. */
export async function desksOf(reader: Reader, incidentId: string): Promise<Desk[]> {
	const rows = await reader.execute<Desk>(sql`
		${treeSql([incidentId])}
		select distinct on (receipt.unit_id) receipt.unit_id as "unitId",
			(extract(epoch from receipt.arrived_at) * 1000)::float8 as "arrivedMs"
		from thread
		join report on report.thread_id = thread.thread_id
		join report_receipt receipt on receipt.report_id = report.id and receipt.outcome = 'accepted'
		order by receipt.unit_id, receipt.decided_at, receipt.arrived_at`);
	return [...rows];
}

type About = {
	title: string;
	classCode: string;
	incidentLevel: Level | null;
	/** The gravest of the newest estimates of its threads. */
	estimate: Level | null;
	sensitive: boolean;
	occurredMs: number;
	scope: string[];
	isOpen: boolean;
};

const aboutSql = (id: string) => sql`
	${treeSql([id])}
	select incident.title, incident.class_code as "classCode", incident.incident_level as "incidentLevel",
		incident.sensitive, (extract(epoch from incident.occurred_at) * 1000)::float8 as "occurredMs",
		incident.scope, incident.status = 'open' and incident.merged_into_id is null as "isOpen",
		(select min(newest.level) from (
			select distinct on (report.thread_id) report.level from thread
			join report on report.thread_id = thread.thread_id
			order by report.thread_id, report.number desc
		) as newest) as estimate
	from incident where incident.id = ${id}`;
