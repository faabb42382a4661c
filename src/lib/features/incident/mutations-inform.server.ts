import { and, eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Reader, Tx } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { listUnits } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { unit } from '../unit/tables.server.ts';
import { cardNow } from './cards.server.ts';
import type { IncidentEvent } from './events.ts';
import { holdOpen } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import type { AcknowledgeInform, IncidentCard, Inform, InformedUnit, Notice } from './schema.ts';
import { incident, incidentInformed } from './tables.server.ts';
import { holdTree, lockIncident, renew, rootOf } from './tree.server.ts';
import { may, incidentPermissions } from './permissions.ts';

/**
 * 通报: tells units of an open incident. They and those above them see it from now on, for good (IN17). Refused
 * as a whole where one of the units is not known, no longer in force, or the teller's own.
 */
export async function informUnits(db: Db, who: Who, input: Inform): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.inform']);
	const { actId, id, text } = input;
	const request = { kind: 'incident.inform', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await holdOpen(tx, who, id, incidentPermissions['incident.inform']);
		const units = await unitsToTell(tx, who, input.unitIds);
		const informedAt = await transactionTime(tx);
		const by = { informedAt, informedByUnitId: who.unitId, informedByName: who.name };
		const told = { noticeId: actId, incidentId: id, text, ...by };
		await tx.insert(incidentInformed).values(units.map((one) => ({ ...told, unitId: one.id })));
		const { card, scope } = await renew(tx, id);
		const notice: Notice = {
			id: actId,
			incidentId: id,
			text,
			informedAt: informedAt.toISOString(),
			byUnitId: who.unitId,
			byUnitName: who.unitName,
			byName: who.name,
			units: units.map((one) => ({
				unitId: one.id,
				unitName: one.name,
				acknowledgedAt: null,
				acknowledgedByName: null
			}))
		};
		const line = { type: 'incident.informed', subject: `incident:${id}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload: { card, notice } }, actId);
		return card;
	});
}

async function unitsToTell(tx: Tx, who: Who, unitIds: string[]): Promise<Unit[]> {
	const asked = new Set(unitIds);
	if (asked.has(who.unitId)) refuseUnits(m.incident_inform_own());
	const units = (await listUnits(tx)).filter(({ id }) => asked.has(id));
	const unknown = [...asked].filter((id) => !units.some((one) => one.id === id));
	if (unknown.length > 0) refuseUnits(m.incident_inform_unknown({ units: unknown.join(' ') }));
	return units.sort((a, b) => a.id.localeCompare(b.id));
}

function refuseUnits(sentence: string): never {
	throw new Failure('invalid', sentence, { fields: { unitIds: sentence } });
}

/**
 * 签收: a desk of a unit that was told has read it. Once for the whole unit: who comes second changes nothing. It
 * is possible after closing and merging too (IN18). Answers with the unit's state.
 */
export async function acknowledgeInform(
	db: Db,
	who: Who,
	input: AcknowledgeInform
): Promise<InformedUnit> {
	authorize('incident.hear', input, may(who, 'incident.hear', who.unitPath));
	const { actId, noticeId } = input;
	const request = {
		...{ kind: 'incident.acknowledgeInform', who, input },
		onRetry: async () => toInformedUnit(await requireTold(db, who, noticeId))
	};
	return await act(db, request, async (tx) => {
		const { incidentId } = await requireTold(tx, who, noticeId);
		await holdTree(tx);
		const { scope } = await lockIncident(tx, incidentId, who.unitId);
		// Two at one desk press at once: the second waited for the lock and reads what the first one wrote.
		const before = await requireTold(tx, who, noticeId);
		if (before.acknowledgedAt) return toInformedUnit(before);
		const now = { acknowledgedAt: await transactionTime(tx), acknowledgedByName: who.name };
		await tx.update(incidentInformed).set(now).where(ofUnit(who, noticeId));
		const informed = toInformedUnit({ ...before, ...now });
		const payload = { card: await cardNow(tx, incidentId), noticeId, unit: informed };
		await record<IncidentEvent>(
			tx,
			who,
			{
				type: 'incident.informAcknowledged',
				subject: `incident:${incidentId}`,
				scope: [...scope, ...(await rootScope(tx, incidentId))],
				payload
			},
			actId
		);
		return informed;
	});
}

const ofUnit = (who: Who, noticeId: string) =>
	and(eq(incidentInformed.noticeId, noticeId), eq(incidentInformed.unitId, who.unitId));

async function requireTold(reader: Reader, who: Who, noticeId: string) {
	const [found] = await reader
		.select({
			incidentId: incidentInformed.incidentId,
			unitId: incidentInformed.unitId,
			unitName: unit.name,
			acknowledgedAt: incidentInformed.acknowledgedAt,
			acknowledgedByName: incidentInformed.acknowledgedByName
		})
		.from(incidentInformed)
		.innerJoin(unit, eq(unit.id, incidentInformed.unitId))
		.where(ofUnit(who, noticeId));
	if (!found) throw new Failure('not_found', m.incident_inform_not_found());
	return found;
}

type Told = Awaited<ReturnType<typeof requireTold>>;

const toInformedUnit = ({ unitId, unitName, acknowledgedAt, acknowledgedByName }: Told) => ({
	unitId,
	unitName,
	acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
	acknowledgedByName
});

/** Who sees what the incident was merged into follows its notices there. */
async function rootScope(tx: Tx, incidentId: string): Promise<string[]> {
	const [root] = await tx
		.select({ scope: incident.scope })
		.from(incident)
		.where(eq(incident.id, await rootOf(tx, incidentId)));
	return root?.scope ?? [];
}
