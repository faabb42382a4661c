import type { Unit } from '../unit/schema.ts';
import type { PlaceLevel, PlanContent, UnitRef, WhoRef } from './schema.ts';

/** Where it happens, as the directory has it. */
export type Ground = {
	units: ReadonlyMap<string, Pick<Unit, 'id' | 'kind' | 'agency' | 'parentId' | 'path'>>;
	/** Of the unit at the place, or of the incident's owner where the place has none: own id first, root last. */
	path: readonly string[];
	/** The units of the persons that the plan's roles name. */
	personUnits: ReadonlyMap<string, string>;
};

/** A unit of the directory; `instead`: the government's own desk, because it has no such agency. */
export type Resolved = { unitId: string; instead: boolean };

/** The unit meant at this place, or null where there is none (PL10): a city-wide flood has no 事发地县. */
export function unitFor(ref: UnitRef, ground: Ground): Resolved | null {
	switch (ref.kind) {
		case 'unit':
			return ground.units.has(ref.unitId) ? { unitId: ref.unitId, instead: false } : null;
		case 'place': {
			const unitId = governmentOf(ref.of, ground);
			return unitId === null ? null : { unitId, instead: false };
		}
		case 'agency': {
			const governmentId = governmentOf(ref.of, ground);
			if (governmentId === null) return null;
			for (const { id, agency, parentId } of ground.units.values())
				if (agency === ref.agency && parentId === governmentId)
					return { unitId: id, instead: false };
			return { unitId: governmentId, instead: true };
		}
		case 'words':
			return null;
	}
}

/** Like `unitFor`, of whoever an action names: a group's lead, the unit of a role's shift. */
export function unitForWho(
	who: WhoRef | null,
	content: Pick<PlanContent, 'groups' | 'roles'>,
	ground: Ground
): Resolved | null {
	if (who === null) return null;
	if (who.kind === 'group') {
		const lead = content.groups.find(({ id }) => id === who.id)?.lead;
		return lead ? unitFor(lead, ground) : null;
	}
	if (who.kind === 'role') {
		const by = content.roles.find(({ id }) => id === who.id)?.by;
		if (by?.kind === 'shift') return unitFor(by.unit, ground);
		const unitId = by && ground.personUnits.get(by.personId);
		return unitId ? { unitId, instead: false } : null;
	}
	return unitFor(who, ground);
}

/** 长白山管委会 stands directly under the province and is its own county and city. */
function governmentOf(of: PlaceLevel, { units, path }: Ground): string | null {
	const kinds = {
		county: ['county', 'zone'],
		city: ['city', 'zone'],
		province: ['province']
	}[of];
	return path.find((id) => kinds.includes(units.get(id)?.kind ?? '')) ?? null;
}
