import { m } from '#lib/paraglide/messages.js';
import type { ShiftRole } from '../shift/schema.ts';
import type { PlanAction, PlanContent, PlanKind, VersionState } from './schema.ts';

export const kindNames: Record<PlanKind, () => string> = {
	overall: m.plan_kind_overall,
	special: m.plan_kind_special,
	department: m.plan_kind_department,
	site: m.plan_kind_site
};

export const stateNames: Record<VersionState, () => string> = {
	draft: m.plan_state_draft,
	submitted: m.plan_state_submitted,
	approved: m.plan_state_approved,
	superseded: m.plan_state_superseded,
	withdrawn: m.plan_state_withdrawn
};

export const shiftRoleNames: Record<ShiftRole, () => string> = {
	leader: m.journal_role_leader,
	main: m.journal_role_main,
	deputy: m.journal_role_deputy
};

/** What may lie around a place, as the resource directory names it. */
export const resourceKinds = [
	'team',
	'supply',
	'equipment',
	'shelter',
	'hospital',
	'protectedSite',
	'hazard'
] as const;

const resourceNames: Record<(typeof resourceKinds)[number], () => string> = {
	team: m.plan_resource_team,
	supply: m.plan_resource_supply,
	equipment: m.plan_resource_equipment,
	shelter: m.plan_resource_shelter,
	hospital: m.plan_resource_hospital,
	protectedSite: m.plan_resource_protected,
	hazard: m.plan_resource_hazard
};

export function resourceName(kind: string): string {
	const known = resourceKinds.find((one) => one === kind);
	return known ? resourceNames[known]() : kind;
}

/** "90 分钟", "2 小时", "即时". */
export function withinText(minutes: number | null): string {
	if (minutes === null) return '—';
	if (minutes === 0) return m.plan_within_now();
	return minutes % 60 === 0 && minutes >= 120
		? m.plan_within_hours({ count: minutes / 60 })
		: m.plan_within_minutes({ count: minutes });
}

export const emptyContent = (title: string, kind: PlanKind, unitId: string): PlanContent => ({
	...{ title, kind, classCodes: [], areaUnitIds: [unitId], triggers: '' },
	levels: ([1, 2, 3, 4] as const).map((level) => ({
		...{ level, conditions: '', consequences: '', ringKm: null }
	})),
	...{ groups: [], roles: [], actions: [] }
});

/** A row with nothing in it yet. */
export const newAction = (id: string): PlanAction => ({
	...{ id, paragraph: '', levels: [], who: null, what: '', withinMinutes: null },
	...{ detail: '', resources: null, consultation: false }
});
