import { eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import type { report } from '../report/tables.server.ts';
import type { AcceptReport } from './schema.ts';
import { incident, incidentThread } from './tables.server.ts';
import { lockIncident, rootOf } from './tree.server.ts';

export type ReportRow = typeof report.$inferSelect;

/** `known`: the thread was in the incident before. `id` is the incident that holds the thread itself. */
export type Placed = { id: string; how: 'opened' | 'joined' | 'known' };

/** Finds or makes the incident that the thread belongs to, and puts it there. */
export async function placeThread(
	tx: Tx,
	who: Who,
	input: AcceptReport,
	asked: ReportRow
): Promise<Placed> {
	const [thread] = await tx
		.select({ incidentId: incidentThread.incidentId })
		.from(incidentThread)
		.where(eq(incidentThread.threadId, asked.threadId));
	// What a desk below filed upward from an incident is about that incident.
	const holderId = thread?.incidentId ?? asked.sentFromIncidentId;
	if (holderId && !input.open) await refuseElsewhere(tx, input.incidentId, holderId);
	if (thread) return { id: thread.incidentId, how: 'known' };
	const placed = await placeNew(tx, who, input, asked);
	await tx.insert(incidentThread).values({
		threadId: asked.threadId,
		incidentId: placed.id,
		acceptedByUnitId: who.unitId
	});
	return placed;
}

async function placeNew(tx: Tx, who: Who, input: AcceptReport, asked: ReportRow): Promise<Placed> {
	if (asked.sentFromIncidentId) return { id: asked.sentFromIncidentId, how: 'known' };
	if (!input.open) return { id: await openRoot(tx, who, input.incidentId, asked), how: 'joined' };
	return {
		id: await openIncident(tx, who, input.incidentId, input.open.title, asked),
		how: 'opened'
	};
}

async function refuseElsewhere(tx: Tx, chosenId: string, holderId: string) {
	const holder = await rootOf(tx, holderId);
	if ((await rootOf(tx, chosenId)) === holder) return;
	const [found] = await tx
		.select({ title: incident.title })
		.from(incident)
		.where(eq(incident.id, holder));
	throw new Failure('conflict', m.incident_thread_elsewhere({ title: found?.title ?? '' }));
}

async function openIncident(
	tx: Tx,
	who: Who,
	id: string,
	title: string,
	from: ReportRow
): Promise<string> {
	const [here] = await tx.select({ id: node.id }).from(node);
	const made = await tx
		.insert(incident)
		.values({
			id,
			title,
			classCode: from.classCode,
			sensitive: from.sensitive,
			at: from.at,
			shape: { type: 'Point', coordinates: [from.at.lon, from.at.lat] },
			placeText: from.placeText,
			placeUnitId: from.placeUnitId,
			ownerUnitId: who.unitId,
			occurredAt: from.occurredAt,
			frame: from.frame,
			origin: here?.id ?? '',
			scope: who.unitPath
		})
		.onConflictDoNothing()
		.returning({ id: incident.id });
	if (made.length === 0) throw new Failure('conflict', m.incident_id_taken());
	return id;
}

async function openRoot(tx: Tx, who: Who, chosenId: string, from: ReportRow): Promise<string> {
	const chosen = await lockIncident(tx, await rootOf(tx, chosenId), who.unitId);
	const { title } = chosen;
	if (chosen.status === 'closed') throw new Failure('conflict', m.incident_closed({ title }));
	if (chosen.frame !== from.frame) throw new Failure('conflict', m.incident_other_frame({ title }));
	return chosen.id;
}
