import type { Level } from '../event-class/schema.ts';
import type { ActivationCard } from './activation-schema.ts';
import { actionsAt } from './rules.ts';
import type { PlanAction, PlanContent } from './schema.ts';

/** A mistaken activation can be taken back for so long, by the server's clock (PL15). */
export const UNDO_SECONDS = 30;

export const undoUntil = (activatedAt: Date) =>
	new Date(activatedAt.getTime() + UNDO_SECONDS * 1000);

/** What is to be done at once is late after so many minutes: nobody is late before he could have heard of it. */
export const AT_ONCE_MINUTES = 5;

export const minutesOf = ({ withinMinutes }: Pick<PlanAction, 'withinMinutes'>) =>
	Math.max(AT_ONCE_MINUTES, withinMinutes ?? AT_ONCE_MINUTES);

/**
 * What a change of level does (PL16): the actions of the new level that have no task yet are to be tasked; tasks of
 * actions that it does not ask for stay, and are named.
 */
export function levelChange(
	content: Pick<PlanContent, 'actions'>,
	to: Level,
	tasked: ReadonlySet<string>
): { added: PlanAction[]; notRequired: string[] } {
	const asked = actionsAt(content, to);
	const ids = new Set(asked.map(({ id }) => id));
	return {
		added: asked.filter(({ id }) => !tasked.has(id)),
		notRequired: [...tasked].filter((id) => !ids.has(id))
	};
}

/** The gravest of the responses under way, or null. */
export const gravestLevel = (levels: readonly Level[]): Level | null =>
	levels.length === 0 ? null : levels.reduce((a, b) => (b < a ? b : a));

/** The longest beginning of the class's code that the plan names, or null where it is for other events. */
export const prefixFor = (classCodes: readonly string[], classCode: string): string | null =>
	classCodes
		.filter((prefix) => classCode.startsWith(prefix.replace(/0{2,3}$/, '')))
		.sort((a, b) => b.length - a.length)[0] ?? null;

/** The groups with their actions, in the plan's order; actions of no group last, under an empty name. */
export function groupsOf({ groups, actions }: Pick<PlanContent, 'groups' | 'actions'>) {
	const grouped = groups.map(({ id, name }) => ({
		name,
		actionIds: actions
			.filter(({ who }) => who?.kind === 'group' && who.id === id)
			.map((action) => action.id)
	}));
	const others = actions.filter(({ who }) => who?.kind !== 'group').map(({ id }) => id);
	return [...grouped, { name: '', actionIds: others }].filter(
		({ actionIds }) => actionIds.length > 0
	);
}

/**
 * Since when the plan calls for a consultation: from the activation, or from the change to the first level that does;
 * null where the level of now does not (PL19).
 */
export function consultationSince(
	content: Pick<PlanContent, 'actions'>,
	{ level, activatedAt, changes }: Pick<ActivationCard, 'level' | 'activatedAt' | 'changes'>
): string | null {
	const reached = [
		{ to: changes[0]?.from ?? level, at: activatedAt },
		...changes.map(({ to, at }) => ({ to, at }))
	];
	const calls = (at: Level) => actionsAt(content, at).some(({ consultation }) => consultation);
	return reached.reduce<string | null>(
		(since, { to, at }) => (calls(to) ? (since ?? at) : null),
		null
	);
}
