import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, type Authorized } from '#lib/server/authorize.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { isAllowed, type Permission } from '#lib/permission.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { treeSql } from './cards.server.ts';
import { blockedBy } from './rules.ts';
import { incident, incidentAdmitted } from './tables.server.ts';
import { holdTree, lockIncident, type Locked } from './tree.server.ts';
import { mayAt, type Relation } from './permissions.ts';

/**
 * The incident, locked, for what `permission` names: which is for the desks that take part (each accepted one of its reports),
 * and for those above its owner (IN1). One that was merged is dealt with where it went (IN10).
 */
export async function holdIncident<A extends string>(
	tx: Tx,
	who: Who,
	id: string,
	permission: Permission<A>
): Promise<Authorized<A, Locked>> {
	await holdTree(tx);
	const held = authorize(
		permission.name,
		await lockIncident(tx, id, who.unitId),
		await mayAct(tx, who, id, permission)
	);
	if (held.mergedIntoId) await refuseMerged(tx, held.mergedIntoId);
	return held;
}

/** As `holdIncident`, and open. */
export async function holdOpen<A extends string>(
	tx: Tx,
	who: Who,
	id: string,
	permission: Permission<A>
) {
	const held = await holdIncident(tx, who, id, permission);
	if (blockedBy(held) === 'closed')
		throw new Failure('conflict', m.incident_closed({ title: held.title }));
	return held;
}

/** May the person do it at the incident? False also where there is none. */
export async function mayAct(
	reader: Reader,
	who: Who,
	id: string,
	permission: Permission
): Promise<boolean> {
	if (!isAllowed(who, permission, who.unitPath)) return false;
	const relation = await relationTo(reader, who, id);
	return relation !== null && mayAt(who, permission, relation);
}

/** How the person's unit lies to the incident; null where there is none. */
export async function relationTo(reader: Reader, who: Who, id: string): Promise<Relation | null> {
	const [owner] = await reader
		.select({ unitId: incident.ownerUnitId })
		.from(incident)
		.where(eq(incident.id, id));
	if (!owner) return null;
	const { path } = await getUnit(reader, owner.unitId);
	const takesPart = await acceptedReport(reader, id, who.unitId);
	return { ownerPath: path, takesPart, isAdmitted: await isAdmitted(reader, id, who.unitId) };
}

async function isAdmitted(reader: Reader, id: string, unitId: string): Promise<boolean> {
	const rows = await reader
		.select({ unitId: incidentAdmitted.unitId })
		.from(incidentAdmitted)
		.where(and(eq(incidentAdmitted.incidentId, id), eq(incidentAdmitted.unitId, unitId)));
	return rows.length > 0;
}

async function acceptedReport(reader: Reader, id: string, unitId: string): Promise<boolean> {
	const rows = await reader.execute(sql`
		${treeSql([id])}
		select 1 from thread
		join report on report.thread_id = thread.thread_id
		join report_receipt receipt on receipt.report_id = report.id
		where receipt.unit_id = ${unitId} and receipt.outcome = 'accepted' limit 1`);
	return rows.length > 0;
}

async function refuseMerged(tx: Tx, intoId: string): Promise<never> {
	const [into] = await tx
		.select({ title: incident.title })
		.from(incident)
		.where(eq(incident.id, intoId));
	throw new Failure('conflict', m.incident_merged_already({ title: into?.title ?? '' }));
}
