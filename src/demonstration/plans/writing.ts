import type { Level } from '#lib/features/event-class/schema.ts';
import type {
	PlanAction,
	PlanContent,
	PlanGroup,
	PlanRole,
	UnitRef,
	WhoRef
} from '#lib/features/plan/schema.ts';
import type { ShiftRole } from '#lib/features/shift/schema.ts';
import type { Agency } from '#lib/features/unit/schema.ts';

/** A plan of the demonstration: who owns it, and all that it says. Written for it, from no real government's plan. */
export type DemoPlan = { slug: string; ownerUnitId: string; content: PlanContent };

export const DEMONSTRATION_NOTE = '本预案为演示数据，内容系编写，不代表任何政府的实际预案。';

export const county: UnitRef = { kind: 'place', of: 'county' };
export const city: UnitRef = { kind: 'place', of: 'city' };
export const province: UnitRef = { kind: 'place', of: 'province' };
export const ofCity = (agency: Agency): UnitRef => ({ kind: 'agency', of: 'city', agency });
export const ofProvince = (agency: Agency): UnitRef => ({ kind: 'agency', of: 'province', agency });
export const group = (id: string): WhoRef => ({ kind: 'group', id });

export const team = (
	id: string,
	name: string,
	lead: UnitRef,
	members: UnitRef[],
	duty: string
): PlanGroup => ({ id, name, lead, members, duty });

export const onShift = (id: string, name: string, unit: UnitRef, role: ShiftRole): PlanRole => ({
	...{ id, name },
	by: { kind: 'shift', unit, role }
});

type More = {
	detail?: string;
	/** Kinds of resources to look for, and within how many kilometres. */
	near?: [kinds: string[], radiusKm: number];
	consultation?: true;
};

/** `levels` as the plan writes them: 'Ⅰ-Ⅳ' is 1 to 4. */
export function actionsOf(
	rows: [
		paragraph: string,
		from: Level,
		to: Level,
		who: WhoRef,
		minutes: number,
		what: string,
		more?: More
	][]
): PlanAction[] {
	return rows.map(([paragraph, from, to, who, withinMinutes, what, more = {}]) => ({
		// A paragraph's number is its action's for good: the plans are numbered once.
		id: `p-${paragraph.replaceAll('.', '-')}`,
		...{ paragraph, who, what, withinMinutes },
		levels: ([1, 2, 3, 4] as const).filter((level) => level >= from && level <= to),
		detail: more.detail ?? '',
		resources: more.near ? { kinds: more.near[0], radiusKm: more.near[1] } : null,
		consultation: more.consultation ?? false
	}));
}
