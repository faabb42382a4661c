import type { PlanContent } from './schema.ts';

/** A group, role or action that two versions share or not; it is the same one by its id, wherever it stands (PL3). */
export type ElementChange<T> =
	| { how: 'added'; id: string; now: T }
	| { how: 'removed'; id: string; before: T }
	| { how: 'changed'; id: string; before: T; now: T; fields: (keyof T)[] };

export type PlanDifference = {
	/** Of title, kind, classes, area and triggers those that differ. */
	head: HeadField[];
	levels: ElementChange<PlanContent['levels'][number]>[];
	groups: ElementChange<PlanContent['groups'][number]>[];
	roles: ElementChange<PlanContent['roles'][number]>[];
	actions: ElementChange<PlanContent['actions'][number]>[];
};
const headFields = ['title', 'kind', 'classCodes', 'areaUnitIds', 'triggers'] as const;
export type HeadField = (typeof headFields)[number];

/** What `now` says otherwise than `before`. Moving an action without changing it is no difference. */
export function planDifference(before: PlanContent, now: PlanContent): PlanDifference {
	return {
		head: headFields.filter((field) => !isSame(before[field], now[field])),
		levels: changes(before.levels, now.levels, ({ level }) => String(level)),
		groups: changes(before.groups, now.groups, ({ id }) => id),
		roles: changes(before.roles, now.roles, ({ id }) => id),
		actions: changes(before.actions, now.actions, ({ id }) => id)
	};
}

export const isDifferent = ({ head, levels, groups, roles, actions }: PlanDifference) =>
	[head, levels, groups, roles, actions].some((part) => part.length > 0);

/** How many actions were added, removed and changed: for a line of the journal. */
export function actionCounts({ actions }: PlanDifference) {
	const count = (how: ElementChange<unknown>['how']) =>
		actions.filter((change) => change.how === how).length;
	return { added: count('added'), removed: count('removed'), changed: count('changed') };
}

function changes<T extends object>(
	before: readonly T[],
	now: readonly T[],
	idOf: (one: T) => string
): ElementChange<T>[] {
	const old = new Map(before.map((one) => [idOf(one), one]));
	const kept = new Set(now.map(idOf));
	return [
		...now.flatMap((one): ElementChange<T>[] => {
			const id = idOf(one);
			const was = old.get(id);
			if (!was) return [{ how: 'added', id, now: one }];
			const fields = changedFields(was, one);
			return fields.length === 0 ? [] : [{ how: 'changed', id, before: was, now: one, fields }];
		}),
		...before
			.filter((one) => !kept.has(idOf(one)))
			.map((one): ElementChange<T> => ({ how: 'removed', id: idOf(one), before: one }))
	];
}

const changedFields = <T extends object>(before: T, now: T) =>
	(Object.keys(now) as (keyof T)[]).filter((field) => !isSame(before[field], now[field]));

/** PostgreSQL gives an object's keys back in another order than they were written in. */
const isSame = (a: unknown, b: unknown) => canonical(a) === canonical(b);

const canonical = (value: unknown) =>
	JSON.stringify(value, (_key, one: unknown) =>
		one !== null && typeof one === 'object' && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a.localeCompare(b)))
			: one
	);
