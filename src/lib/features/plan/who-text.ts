import { m } from '#lib/paraglide/messages.js';
import { agencyNames, unitName } from '../unit/names.ts';
import type { Agency, Unit } from '../unit/schema.ts';
import { Agency as AgencySchema } from '../unit/schema.ts';
import type { PlaceLevel, PlanContent, UnitRef, WhoRef } from './schema.ts';

/** What words are read and written against: the directory, and the plan's own groups and roles. */
export type Names = {
	units: readonly Pick<Unit, 'id' | 'name' | 'nameEn' | 'shortName'>[];
	groups: PlanContent['groups'];
	roles: PlanContent['roles'];
};

const places: Record<PlaceLevel, () => string> = {
	county: m.plan_who_county,
	city: m.plan_who_city,
	province: m.plan_who_province
};
const agencyAt: Record<PlaceLevel, (inputs: { agency: string }) => string> = {
	county: m.plan_who_county_agency,
	city: m.plan_who_city_agency,
	province: m.plan_who_province_agency
};

/** Who is meant, in words: 事发地县, 省级气象部门, 综合协调组. What is no longer there is said so. */
export function whoText(who: WhoRef | null, { units, groups, roles }: Names): string {
	if (who === null) return '';
	switch (who.kind) {
		case 'unit': {
			const unit = units.find(({ id }) => id === who.unitId);
			return unit ? unitName(unit) : m.plan_who_gone({ id: who.unitId });
		}
		case 'place':
			return places[who.of]();
		case 'agency':
			return agencyAt[who.of]({ agency: agencyNames[who.agency]() });
		case 'group':
			return groups.find(({ id }) => id === who.id)?.name ?? m.plan_who_gone({ id: who.id });
		case 'role':
			return roles.find(({ id }) => id === who.id)?.name ?? m.plan_who_gone({ id: who.id });
		case 'words':
			return who.text;
	}
}

/** What stands for a unit without naming one. */
export const symbolicRefs = (): UnitRef[] =>
	(['county', 'city', 'province'] as const).flatMap((of): UnitRef[] => [
		{ kind: 'place', of },
		...AgencySchema.options.map((agency: Agency): UnitRef => ({ kind: 'agency', of, agency }))
	]);

/** The reference that these words are the name of, or the words themselves; null for none. */
export function whoNamed(words: string, names: Names): WhoRef | null {
	const text = words.trim();
	if (text === '') return null;
	return elementNamed(text, names) ?? unitNamed(text, names) ?? { kind: 'words', text };
}

function elementNamed(text: string, { groups, roles }: Names): WhoRef | null {
	const group = groups.find(({ name }) => name === text);
	if (group) return { kind: 'group', id: group.id };
	const role = roles.find(({ name }) => name === text);
	return role ? { kind: 'role', id: role.id } : null;
}

function unitNamed(text: string, names: Names): UnitRef | null {
	const symbolic = symbolicRefs().find((ref) => whoText(ref, names) === text);
	if (symbolic) return symbolic;
	const unit = names.units.find(({ name, nameEn, shortName }) =>
		[name, nameEn, shortName].includes(text)
	);
	return unit ? { kind: 'unit', unitId: unit.id } : null;
}

/** As `whoNamed`, where only a unit can be meant. */
export function unitRefNamed(words: string, names: Names): UnitRef | null {
	const text = words.trim();
	if (text === '') return null;
	return unitNamed(text, names) ?? { kind: 'words', text };
}
