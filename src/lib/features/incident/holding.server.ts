import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, type Authorized } from '#lib/server/authorize.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { may, type ActName } from '../person/rules.ts';
import { getUnit } from '../unit/queries.server.ts';
import { treeSql } from './cards.server.ts';
import { blockedBy } from './rules.ts';
import { incident, incidentAdmitted } from './tables.server.ts';
import { holdTree, lockIncident, type Locked } from './tree.server.ts';

/** Refuses at once whoever may not do such a thing anywhere. Where he may, `holdIncident` decides for the one at hand. */
export function authorizeAct(who: Who, act: ActName) {
	authorize(act, who, may(who, act, who.unitPath));
}

/**
 * The incident, locked, for `act`: which is for the desks that take part (each accepted one of its reports),
 * and for those above its owner (IN1). One that was merged is dealt with where it went (IN10).
 */
export async function holdIncident<A extends ActName>(
	tx: Tx,
	who: Who,
	id: string,
	act: A
): Promise<Authorized<A, Locked>> {
	await holdTree(tx);
	const held = authorize(
		act,
		await lockIncident(tx, id, who.unitId),
		await mayAct(tx, who, id, act)
	);
	if (held.mergedIntoId) await refuseMerged(tx, held.mergedIntoId);
	return held;
}

/** As `holdIncident`, and open. */
export async function holdOpen<A extends ActName>(tx: Tx, who: Who, id: string, act: A) {
	const held = await holdIncident(tx, who, id, act);
	if (blockedBy(held) === 'closed')
		throw new Failure('conflict', m.incident_closed({ title: held.title }));
	return held;
}

export async function mayAct(reader: Reader, who: Who, id: string, act: ActName): Promise<boolean> {
	return (await mayActs(reader, who, id, [act])).length > 0;
}

/** Those of `acts` that the person may do to the incident: what the server refuses by, for its page to grey by. */
export async function mayActs<A extends ActName>(
	reader: Reader,
	who: Who,
	id: string,
	acts: readonly A[]
): Promise<A[]> {
	const anywhere = acts.filter((act) => may(who, act, who.unitPath));
	if (anywhere.length === 0) return [];
	const [owner] = await reader
		.select({ unitId: incident.ownerUnitId })
		.from(incident)
		.where(eq(incident.id, id));
	if (!owner) return [];
	const { path } = await getUnit(reader, owner.unitId);
	const isPart = await takesPart(reader, id, who.unitId);
	const works = isPart || (await isAdmitted(reader, id, who.unitId));
	return anywhere.filter((act) => (workActs.includes(act) ? works : isPart) || may(who, act, path));
}

/** Also for units that were only given something to do there: whoever works at the scene draws on its map (IN24). */
const workActs: readonly ActName[] = ['sign.draw'];

async function isAdmitted(reader: Reader, id: string, unitId: string): Promise<boolean> {
	const rows = await reader
		.select({ unitId: incidentAdmitted.unitId })
		.from(incidentAdmitted)
		.where(and(eq(incidentAdmitted.incidentId, id), eq(incidentAdmitted.unitId, unitId)));
	return rows.length > 0;
}

async function takesPart(reader: Reader, id: string, unitId: string): Promise<boolean> {
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
