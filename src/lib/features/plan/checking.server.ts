import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { person } from '../person/tables.server.ts';
import { onDuty } from '../shift/queries.server.ts';
import type { Check } from './checks.ts';
import { groundAt } from './ground.server.ts';
import { getPlan, getVersion } from './queries.server.ts';
import { unitFor, unitForWho } from './resolving.ts';
import type { PlanContent } from './schema.ts';

/**
 * A rehearsal on paper, as if it happened now at the first place of the plan's area (PL8): roles that nobody fills,
 * persons that have left, agencies that do not exist, units whose telephone nobody knows. Calls nobody.
 */
export async function checkVersion(db: Db, who: Who, id: string): Promise<Check[]> {
	const { content, planId } = await getVersion(db, who, id);
	const { ownerUnitId } = await getPlan(db, who, planId);
	return checksOf(db, content, content.areaUnitIds[0] ?? ownerUnitId);
}

async function checksOf(db: Reader, content: PlanContent, placeUnitId: string): Promise<Check[]> {
	const ground = await groundAt(db, content, placeUnitId);
	const nameOf = (id: string) => ground.units.get(id)?.name ?? id;
	const checks: Check[] = [];
	const used = new Set<string>();
	const shifts: { name: string; unitId: string; role: string }[] = [];
	for (const { name, by } of content.roles) {
		if (by === null) checks.push({ kind: 'roleUncovered', name });
		else if (by.kind === 'person') {
			if (!ground.people.get(by.personId)?.active)
				checks.push({ kind: 'personLeft', name: by.name, role: name });
		} else {
			const found = unitFor(by.unit, ground);
			if (found) shifts.push({ name, unitId: found.unitId, role: by.role });
		}
	}
	const duty = await onDuty(db, [...new Set(shifts.map(({ unitId }) => unitId))], new Date());
	for (const { name, unitId, role } of shifts) {
		used.add(unitId);
		if (!duty.some((one) => one.unitId === unitId && one.role === role))
			checks.push({ kind: 'nobodyOnDuty', name, unitName: nameOf(unitId) });
	}
	const instead = new Set<string>();
	for (const { who, what } of content.actions) {
		const found = unitForWho(who, content, ground);
		if (!found) continue;
		used.add(found.unitId);
		if (found.instead && !instead.has(what)) {
			instead.add(what);
			checks.push({ kind: 'agencyMissing', name: what, unitName: nameOf(found.unitId) });
		}
	}
	for (const { members } of content.groups)
		for (const member of members) {
			const found = unitFor(member, ground);
			if (found) used.add(found.unitId);
		}
	const reachable = await withPhone(db, [...used]);
	for (const id of used)
		if (!reachable.has(id)) checks.push({ kind: 'unitWithoutPhone', name: nameOf(id) });
	return checks;
}

/** Of these units those where somebody has a telephone. */
async function withPhone(db: Reader, unitIds: string[]): Promise<Set<string>> {
	if (unitIds.length === 0) return new Set();
	const rows = await db
		.select({ unitId: person.unitId })
		.from(person)
		.where(
			and(
				inArray(person.unitId, unitIds),
				eq(person.active, true),
				or(isNotNull(person.phone), isNotNull(person.mobile))
			)
		);
	return new Set(rows.map(({ unitId }) => unitId));
}
