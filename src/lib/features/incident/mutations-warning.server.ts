import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { invalid } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Reader, Tx } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { classInForce } from '../report/queries-filing.server.ts';
import { warning } from '../warning/tables.server.ts';
import type { Accepted } from './accept.server.ts';
import { cardNow, treeSql } from './cards.server.ts';
import type { IncidentEvent } from './events.ts';
import { holdOpen } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import type { IncidentCard, LinkWarning, OpenFromWarning } from './schema.ts';
import { incident, incidentWarning } from './tables.server.ts';
import { holdTree, renew, rootOf } from './tree.server.ts';
import { placeOfWarning } from './warning-place.server.ts';
import { familySql } from './warnings.server.ts';
import { may, incidentPermissions } from './permissions.ts';
import { visibleWarning } from '../warning/visible.server.ts';

/**
 * Opens an incident from a warning that the person's unit may see, without a level (IN19). Where the unit has an open
 * one from it already, that one is the answer (IN20).
 */
export async function openFromWarning(db: Db, who: Who, input: OpenFromWarning): Promise<Accepted> {
	authorize('incident.open', input, may(who, 'incident.open', who.unitPath));
	const { actId, warningId, incidentId } = input;
	const request = {
		...{ kind: 'incident.openFromWarning', who, input },
		onRetry: () => openedBefore(db, who, input)
	};
	return await act(db, request, async (tx) => {
		// Two colleagues at one desk: the second waits here, then finds the first one's incident.
		await lockName(tx, `incidents from warnings ${who.unitId}`);
		await holdTree(tx);
		const from = await requireWarning(tx, who, warningId);
		const known = await ownIncident(tx, who, warningId);
		if (known) return { incidentId: known, opened: false };
		await insertIncident(tx, who, input, from);
		await tx.insert(incidentWarning).values({ incidentId, warningId });
		const { card, scope } = await renew(tx, incidentId);
		const payload = { card, reportId: null, warning: named(from) };
		const line = { type: 'incident.opened', subject: `incident:${incidentId}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload }, actId);
		return { incidentId, opened: true };
	});
}

/** What the act opened, also where it is closed by now, or what it found. */
async function openedBefore(db: Db, who: Who, input: OpenFromWarning): Promise<Accepted> {
	const [made] = await db
		.select({ id: incident.id })
		.from(incident)
		.where(and(eq(incident.id, input.incidentId), eq(incident.ownerUnitId, who.unitId)));
	const incidentId = made?.id ?? (await ownIncident(db, who, input.warningId));
	if (incidentId === null) throw new Failure('not_found', m.incident_not_found());
	return { incidentId, opened: false };
}

/** Links a warning to an open incident (IN21). */
export async function linkWarning(db: Db, who: Who, input: LinkWarning): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.edit']);
	const { id, warningId } = input;
	const request = {
		...{ kind: 'incident.linkWarning', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { frame, title } = await holdOpen(tx, who, id, incidentPermissions['incident.edit']);
		const found = await requireWarning(tx, who, warningId);
		if (found.frame !== frame) throw new Failure('conflict', m.incident_other_frame({ title }));
		if ((await linkedOf(tx, id, warningId)).length > 0) return await cardNow(tx, id);
		await tx.insert(incidentWarning).values({ incidentId: id, warningId });
		return await tell(tx, who, input, 'incident.warningLinked', found);
	});
}

/** Takes the link away, also where the warning was replaced since, or came with what was merged into the incident. */
export async function unlinkWarning(db: Db, who: Who, input: LinkWarning): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.edit']);
	const { id, warningId } = input;
	const request = {
		...{ kind: 'incident.unlinkWarning', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		await holdOpen(tx, who, id, incidentPermissions['incident.edit']);
		const found = await requireWarning(tx, who, warningId, { isLifted: true });
		const links = await linkedOf(tx, id, warningId);
		if (links.length === 0) return await cardNow(tx, id);
		for (const { incidentId, linkedId } of links) {
			await tx
				.delete(incidentWarning)
				.where(
					and(eq(incidentWarning.incidentId, incidentId), eq(incidentWarning.warningId, linkedId))
				);
		}
		return await tell(tx, who, input, 'incident.warningUnlinked', found);
	});
}

async function tell(
	tx: Tx,
	who: Who,
	{ actId, id }: LinkWarning,
	type: Extract<IncidentEvent['type'], `incident.warning${string}`>,
	found: Found
) {
	const { card, scope } = await renew(tx, id);
	const payload = { card, warning: named(found) };
	await record<IncidentEvent>(tx, who, { type, subject: `incident:${id}`, scope, payload }, actId);
	return card;
}

type Found = Awaited<ReturnType<typeof requireWarning>>;
const named = ({ id, headline, level }: Found) => ({ id, headline, level });

async function requireWarning(tx: Tx, who: Who, id: string, { isLifted = false } = {}) {
	const [found] = await tx
		.select({
			id: warning.id,
			msgType: warning.msgType,
			frame: warning.frame,
			level: warning.level,
			headline: warning.headline,
			sentAt: warning.sentAt,
			onsetAt: warning.onsetAt
		})
		.from(warning)
		.where(and(eq(warning.id, id), visibleWarning(who)));
	if (!found) throw new Failure('not_found', m.warning_not_found());
	if (found.msgType === 'Cancel' && !isLifted)
		throw new Failure('conflict', m.incident_warning_lifting());
	return found;
}

/** The open incident of the person's unit that the warning or another version of it is linked to. */
async function ownIncident(reader: Reader, who: Who, warningId: string): Promise<string | null> {
	const [own] = await reader
		.select({ id: incident.id })
		.from(incident)
		.innerJoin(incidentWarning, eq(incidentWarning.incidentId, incident.id))
		.where(
			and(
				eq(incident.ownerUnitId, who.unitId),
				eq(incident.status, 'open'),
				inArray(incidentWarning.warningId, sql`(${familySql(warningId)} select id from family)`)
			)
		)
		.orderBy(isNull(incident.mergedIntoId), incident.openedAt)
		.limit(1);
	return own ? await rootOf(reader, own.id) : null;
}

/** The links of the incident, and of what was merged into it, to any version of the warning. */
async function linkedOf(tx: Tx, id: string, warningId: string) {
	return await tx.execute<{ incidentId: string; linkedId: string }>(sql`
		select incident_id as "incidentId", warning_id as "linkedId" from incident_warning
		where incident_id in (${treeSql([id])} select id from tree)
			and warning_id in (${familySql(warningId)} select id from family)`);
}

async function insertIncident(tx: Tx, who: Who, input: OpenFromWarning, from: Found) {
	const { incidentId: id, title, classCode, placeText } = input;
	const known = await classInForce(tx, classCode);
	if (!known) {
		throw invalid({ classCode: m.event_class_unknown({ code: classCode }) });
	}
	const [here] = await tx.select({ id: node.id }).from(node);
	// What is warned of for tomorrow has not happened: the incident is not older than its opening.
	const now = await transactionTime(tx);
	const occurredAt = new Date(Math.min(now.getTime(), (from.onsetAt ?? from.sentAt).getTime()));
	const made = await tx
		.insert(incident)
		.values({
			...{ id, title, classCode, placeText, occurredAt },
			...(await placeOfWarning(tx, who, from.id)),
			sensitive: known.sensitive,
			ownerUnitId: who.unitId,
			frame: from.frame,
			origin: here?.id ?? '',
			scope: who.unitPath
		})
		.onConflictDoNothing()
		.returning({ id: incident.id });
	if (made.length === 0) throw new Failure('conflict', m.incident_id_taken());
}
