import { eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { desksOf, keepDeskClocks, suspendDeskClocks, type Desk } from './duties.server.ts';
import type { IncidentEvent } from './events.ts';
import { mayAct } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import type { IncidentAct, IncidentCard, Merge } from './schema.ts';
import { incident } from './tables.server.ts';
import { changeTree, lockIncident, pathUp, renew, rootOf, type Locked } from './tree.server.ts';
import { incidentPermissions } from './permissions.ts';

/**
 * `id` becomes part of `intoId`, or of what that was merged into. Both keep their reports, clocks and log; the
 * one that shows them is seen by all who saw either (IN10). Returns the card of the one that went in.
 */
export async function mergeIncident(db: Db, who: Who, input: Merge): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.merge']);
	const { actId, id, intoId } = input;
	const request = { kind: 'incident.merge', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await changeTree(tx);
		const merging = await holdForMerge(tx, who, id);
		if (merging.mergedIntoId)
			throw new Failure('conflict', await mergedSentence(tx, merging.mergedIntoId));
		const into = await holdForMerge(tx, who, await rootOf(tx, intoId));
		// Into itself, or into one that is part of it: that would be a cycle.
		if (into.id === id) throw new Failure('conflict', m.incident_merge_itself());
		for (const { status, title } of [merging, into]) {
			if (status === 'closed') throw new Failure('conflict', m.incident_closed({ title }));
		}
		if (merging.frame !== into.frame) {
			throw new Failure('conflict', m.incident_merge_other_frame({ title: into.title }));
		}

		const desks = (await desksOf(tx, id)).map(({ unitId }) => unitId);
		await suspendDeskClocks(tx, who, { id, unitIds: desks, scope: merging.scope });
		await tx.update(incident).set({ mergedIntoId: into.id }).where(eq(incident.id, id));
		const part = await renew(tx, id);
		const whole = await renew(tx, into.id);
		// Whoever sees the whole is told where the part went, or his screen would show both.
		const scope = [...part.scope, ...whole.scope];
		const named = { id: into.id, title: into.title };
		const payload = { card: part.card, into: named };
		await record<IncidentEvent>(
			tx,
			who,
			{ type: 'incident.merged', subject: `incident:${id}`, scope, payload },
			actId
		);
		await record<IncidentEvent>(tx, who, {
			type: 'incident.absorbed',
			subject: `incident:${into.id}`,
			scope,
			payload: { card: whole.card, merged: { id, title: merging.title } }
		});
		await keepDeskClocks(tx, who, into.id);
		return part.card;
	});
}

/** Takes `id` out of what it was merged into, as it was before, with all its own. Returns its card. */
export async function unmergeIncident(db: Db, who: Who, input: IncidentAct): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.merge']);
	const { actId, id } = input;
	const request = { kind: 'incident.unmerge', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await changeTree(tx);
		const part = await holdForMerge(tx, who, id);
		if (!part.mergedIntoId)
			throw new Failure('conflict', m.incident_not_merged({ title: part.title }));
		const above = (await pathUp(tx, id)).slice(1);
		const from = await lockIncident(tx, part.mergedIntoId, who.unitId);
		const before = await desksOf(tx, above.at(-1) ?? from.id);

		await tx.update(incident).set({ mergedIntoId: null }).where(eq(incident.id, id));
		const freed = await renew(tx, id);
		// Those who saw the whole only because of the part are told that it left.
		const scope = [...from.scope, ...freed.scope];
		const named = { id: from.id, title: from.title };
		const payload = { card: freed.card, from: named };
		await record<IncidentEvent>(
			tx,
			who,
			{ type: 'incident.unmerged', subject: `incident:${id}`, scope, payload },
			actId
		);
		for (const whole of above) {
			const { card } = await renew(tx, whole);
			const released = { card, unmerged: { id, title: part.title } };
			const line = { type: 'incident.released', subject: `incident:${whole}`, scope } as const;
			await record<IncidentEvent>(tx, who, { ...line, payload: released });
		}
		await leave(tx, who, { id: above.at(-1) ?? from.id, before, scope });
		await keepDeskClocks(tx, who, id);
		return freed.card;
	});
}

/** Desks that took part only through what left have no duty there any more. */
async function leave(
	tx: Tx,
	who: Who,
	{ id, before, scope }: { id: string; before: Desk[]; scope: string[] }
) {
	const staying = new Set((await desksOf(tx, id)).map(({ unitId }) => unitId));
	const unitIds = before.map(({ unitId }) => unitId).filter((unitId) => !staying.has(unitId));
	await suspendDeskClocks(tx, who, { id, unitIds, scope });
}

async function holdForMerge(tx: Tx, who: Who, id: string): Promise<Locked> {
	const held = await lockIncident(tx, id, who.unitId);
	return authorize(
		'incident.merge',
		held,
		await mayAct(tx, who, id, incidentPermissions['incident.merge'])
	);
}

async function mergedSentence(tx: Tx, intoId: string): Promise<string> {
	const [into] = await tx
		.select({ title: incident.title })
		.from(incident)
		.where(eq(incident.id, intoId));
	return m.incident_merged_already({ title: into?.title ?? '' });
}
