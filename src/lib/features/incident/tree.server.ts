import { eq, sql } from 'drizzle-orm';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { cardsOf, treeSql } from './cards.server.ts';
import type { IncidentCard } from './schema.ts';
import { incident } from './tables.server.ts';
import { seesIncident } from './visible.server.ts';

/** Any number, but the same everywhere: what was merged into what changes only under this advisory lock. */
const TREE_LOCK = 8_800_2001;

/** To be held while following merges: nobody merges or undoes a merge before our transaction ends. */
export const holdTree = (tx: Tx) =>
	tx.execute(sql`select pg_advisory_xact_lock_shared(${TREE_LOCK})`);

/** To be held while merging: no other act on any incident is under way. Merges are rare; a cycle is for ever. */
export const changeTree = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${TREE_LOCK})`);

/** The incident, what it was merged into, and so on up to the one that shows them all. */
export async function pathUp(reader: Reader, id: string): Promise<string[]> {
	const rows = await reader.execute<{ id: string }>(sql`
		with recursive up (id, merged_into_id, step) as (
			select id, merged_into_id, 0 from incident where id = ${id}
			union all
			select above.id, above.merged_into_id, up.step + 1
			from incident above join up on above.id = up.merged_into_id
		)
		select id from up order by step`);
	return rows.map((row) => row.id);
}

/** The incident that shows this one: itself, or what it was merged into, at any depth. */
export async function rootOf(reader: Reader, id: string): Promise<string> {
	const root = (await pathUp(reader, id)).at(-1);
	if (!root) throw new Failure('not_found', m.incident_not_found());
	return root;
}

/** The ids of the incident and of all that was merged into it. */
export async function membersOf(reader: Reader, id: string): Promise<string[]> {
	const rows = await reader.execute<{ id: string }>(sql`${treeSql([id])} select id from tree`);
	return rows.map((row) => row.id);
}

const lockedColumns = {
	id: incident.id,
	title: incident.title,
	classCode: incident.classCode,
	status: incident.status,
	incidentLevel: incident.incidentLevel,
	responseLevel: incident.responseLevel,
	sensitive: incident.sensitive,
	placeText: incident.placeText,
	placeUnitId: incident.placeUnitId,
	ownerUnitId: incident.ownerUnitId,
	occurredAt: incident.occurredAt,
	mergedIntoId: incident.mergedIntoId,
	frame: incident.frame,
	version: incident.version,
	scope: incident.scope
};

/** The incident, locked until the transaction ends; a refusal where `unitId` may not see it. */
export async function lockIncident(tx: Tx, id: string, unitId: string) {
	const [found] = await tx
		.select(lockedColumns)
		.from(incident)
		.where(eq(incident.id, id))
		.for('update');
	if (!found || !seesIncident(found, { unitId }))
		throw new Failure('not_found', m.incident_not_found());
	return found;
}
export type Locked = Awaited<ReturnType<typeof lockIncident>>;

/**
 * After every change: the version grows and the scope is settled anew. To see an incident may the paths of
 * its owner and its place's unit, of every unit that accepted one of its reports, was informed of it or has
 * something to do there, and all who may see one of its reports, together with those of what was merged into it.
 */
export async function renew(tx: Tx, id: string): Promise<{ card: IncidentCard; scope: string[] }> {
	const [row] = await tx.execute<{ scope: string[] }>(sql`
		${treeSql([id])}
		update incident set version = version + 1, scope = (
			select array_agg(distinct unit_id order by unit_id) from (
				select unnest(unit.path) from tree join incident part on part.id = tree.id
					join unit on unit.id in (part.owner_unit_id, part.place_unit_id)
				union all
				select unnest(unit.path) from tree join incident_informed informed on informed.incident_id = tree.id
					join unit on unit.id = informed.unit_id
				union all
				select unnest(unit.path) from tree join incident_admitted admitted on admitted.incident_id = tree.id
					join unit on unit.id = admitted.unit_id
				union all
				select unnest(report.scope || unit.path) from thread
					join report on report.thread_id = thread.thread_id
					left join report_receipt receipt on receipt.report_id = report.id and receipt.outcome = 'accepted'
					left join unit on unit.id = receipt.unit_id
			) as seen (unit_id)
		)
		where id = ${id} returning scope`);
	const [card] = await cardsOf(tx, [id]);
	invariant(row && card, `incident ${id} is locked or was made in this transaction`);
	return { card, scope: row.scope };
}
