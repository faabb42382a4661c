import { m } from '#lib/paraglide/messages.js';
import { levelRoman } from '../event-class/rules.ts';
import type { ElementChange, HeadField, PlanDifference } from './differences.ts';
import type {
	PlanAction,
	PlanContent,
	PlanGroup,
	PlanLevel,
	PlanRole,
	UnitRef,
	WhoRef
} from './schema.ts';
import { whoText, type Names } from './who-text.ts';
import { kindNames, resourceName, shiftRoleNames, withinText } from './words.ts';

export type DifferenceLine = {
	id: string;
	how: ElementChange<unknown>['how'];
	title: string;
	/** `name` is empty where the title has said it. */
	fields: { name: string; from: string; to: string }[];
};

type Field<T> = {
	[K in keyof T]?: [title: () => string, words: (value: T[K], names: Names) => string];
};

const plain = (value: string) => value;
const kmText = (km: number | null) => (km === null ? '' : m.plan_km({ km }));
const refs = (value: UnitRef[], names: Names) =>
	value.map((one) => whoText(one, names)).join(m.journal_and());

const actionFields: Field<PlanAction> = {
	paragraph: [m.plan_paragraph, plain],
	levels: [m.plan_levels, (levels) => levels.map(levelRoman).join(' ')],
	who: [m.plan_who, (who: WhoRef | null, names) => whoText(who, names)],
	what: [m.plan_what, plain],
	withinMinutes: [m.plan_limit, withinText],
	detail: [m.plan_detail, plain],
	resources: [
		m.plan_resources,
		(value) =>
			value === null
				? ''
				: `${value.kinds.map(resourceName).join(m.journal_and())} ${kmText(value.radiusKm)}`
	],
	consultation: [m.plan_consultation, (value) => (value ? m.plan_yes() : m.plan_no())]
};
const groupFields: Field<PlanGroup> = {
	name: [m.plan_group_name, plain],
	lead: [m.plan_group_lead, (lead: UnitRef | null, names) => whoText(lead, names)],
	members: [m.plan_group_members, refs],
	duty: [m.plan_group_duty, plain]
};
const roleFields: Field<PlanRole> = {
	name: [m.plan_role_name, plain],
	by: [m.plan_role_by, fillerText]
};
const levelFields: Field<PlanLevel> = {
	conditions: [m.plan_conditions, plain],
	consequences: [m.plan_consequences, plain],
	ringKm: [m.plan_map_ring, kmText]
};
/** A version to be compared: what it says, and the directory to name units by. */
export type Said = Names & Pick<PlanContent, HeadField>;

const headTitles: Record<HeadField, () => string> = {
	title: m.plan_title,
	kind: m.plan_kind,
	classCodes: m.plan_classes,
	areaUnitIds: m.plan_area,
	triggers: m.plan_triggers
};

function headText(field: HeadField, said: Said): string {
	switch (field) {
		case 'title':
		case 'triggers':
			return said[field];
		case 'kind':
			return kindNames[said.kind]();
		case 'classCodes':
			return said.classCodes.join(m.journal_and());
		case 'areaUnitIds':
			return refs(
				said.areaUnitIds.map((unitId): UnitRef => ({ kind: 'unit', unitId })),
				said
			);
	}
}

/** Who fills a role, in words. */
export function fillerText(by: PlanRole['by'], names: Names): string {
	if (by === null) return m.plan_role_open();
	if (by.kind === 'person') return by.name;
	return m.plan_role_shift({ unit: whoText(by.unit, names), role: shiftRoleNames[by.role]() });
}

/** The difference as lines to be read, head first, then levels, groups, roles and actions. */
export function differenceLines(
	{ head, levels, groups, roles, actions }: PlanDifference,
	before: Said,
	now: Said
): DifferenceLine[] {
	const lines = <T extends object>(
		part: string,
		changes: ElementChange<T>[],
		titleOf: (one: T) => string,
		fields: Field<T>
	) =>
		changes.map((change): DifferenceLine => {
			const shown = 'now' in change ? change.now : change.before;
			return {
				id: `${part} ${change.id}`,
				how: change.how,
				title: titleOf(shown),
				fields: change.how === 'changed' ? fieldLines(change, fields, before, now) : []
			};
		});
	return [
		...head.map((field): DifferenceLine => ({
			...{ id: `head ${field}`, how: 'changed', title: headTitles[field]() },
			fields: [{ name: '', from: headText(field, before), to: headText(field, now) }]
		})),
		...lines(
			'level',
			levels,
			({ level }) => m.plan_level_title({ level: levelRoman(level) }),
			levelFields
		),
		...lines('group', groups, ({ name }) => name, groupFields),
		...lines('role', roles, ({ name }) => name, roleFields),
		...lines(
			'action',
			actions,
			({ paragraph, what }) => `${paragraph} ${what}`.trim(),
			actionFields
		)
	];
}

function fieldLines<T extends object>(
	{ before, now, fields }: Extract<ElementChange<T>, { how: 'changed' }>,
	known: Field<T>,
	namesBefore: Names,
	namesNow: Names
) {
	return fields.flatMap((field) => {
		const entry = known[field];
		if (!entry) return [];
		const [title, words] = entry;
		return [
			{ name: title(), from: words(before[field], namesBefore), to: words(now[field], namesNow) }
		];
	});
}
