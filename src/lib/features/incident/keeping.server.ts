import { eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Actor } from '#lib/who.ts';
import type { Level } from '../event-class/schema.ts';
import { unitsById } from '../unit/queries.server.ts';
import type { IncidentEvent } from './events.ts';
import type { Thing } from './schema.ts';
import { incident, incidentAdmitted, incidentSubject } from './tables.server.ts';
import { pathUp, renew } from './tree.server.ts';

/**
 * Units that are given something to do in an incident: they and those above them see it from now on, for good
 * (IN24). For use inside the act that gives it, with the incident locked. Writes `incident.admitted` where a unit
 * could not see it before, and nothing otherwise.
 */
export async function admitUnits(
	tx: Tx,
	who: Actor,
	incidentId: string,
	unitIds: readonly string[]
): Promise<void> {
	const asked = [...new Set(unitIds)];
	if (asked.length === 0) return;
	await tx
		.insert(incidentAdmitted)
		.values(asked.map((unitId) => ({ incidentId, unitId })))
		.onConflictDoNothing();
	const before = await scopeOf(tx, incidentId);
	const added = asked.filter((unitId) => !before.includes(unitId));
	if (added.length === 0) return;
	const { card, scope } = await renew(tx, incidentId);
	const units = (await unitsById(tx, added))
		.map(({ id, name }) => ({ id, name }))
		.sort((a, b) => a.id.localeCompare(b.id));
	const subject = `incident:${incidentId}` as const;
	await record<IncidentEvent>(tx, who, {
		type: 'incident.admitted',
		subject,
		scope,
		payload: { card, units }
	});
}

/**
 * From now on the lines about these things stand in the incident's log, for whom their scope lets see them. Also
 * where one was renamed or is gone.
 */
export async function addThings(tx: Tx, incidentId: string, things: readonly Thing[]) {
	if (things.length === 0) return;
	const { title, gone } = incidentSubject;
	await tx
		.insert(incidentSubject)
		.values(things.map((thing) => ({ ...thing, incidentId })))
		.onConflictDoUpdate({
			target: incidentSubject.subject,
			set: { title: sql.raw(`excluded.${title.name}`), gone: sql.raw(`excluded.${gone.name}`) }
		});
}

/** Sets 响应级别 inside the act that starts, changes or ends a response, with the incident locked. Writes no line. */
export async function setResponse(tx: Tx, incidentId: string, responseLevel: Level | null) {
	await tx.update(incident).set({ responseLevel }).where(eq(incident.id, incidentId));
	return await renew(tx, incidentId);
}

/** The units that may see the incident, or one that shows it since it was merged: for whom its news are. */
export async function scopeOf(reader: Reader, incidentId: string): Promise<string[]> {
	const rows = await reader
		.select({ scope: incident.scope })
		.from(incident)
		.where(inArray(incident.id, await pathUp(reader, incidentId)));
	return [...new Set(rows.flatMap(({ scope }) => scope))];
}
