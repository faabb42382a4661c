import { m } from '#lib/paraglide/messages.js';
import type { FieldErrors } from '#lib/errors.ts';
import type { Level } from '../event-class/schema.ts';
import type { PlanAction, PlanCard, PlanContent, PlanSearch, VersionState } from './schema.ts';

/** 《突发事件应急预案管理办法》: a plan is looked over at least every three years. */
export const REVIEW_YEARS = 3;

export function reviewDue(approvedAt: Date): Date {
	const due = new Date(approvedAt);
	due.setUTCFullYear(due.getUTCFullYear() + REVIEW_YEARS);
	return due;
}

/** What can be done with a version, from which states, and what it is then. */
const moves = {
	save: { from: ['draft'], to: 'draft' },
	submit: { from: ['draft'], to: 'submitted' },
	sendBack: { from: ['submitted'], to: 'draft' },
	approve: { from: ['submitted'], to: 'approved' },
	supersede: { from: ['approved'], to: 'superseded' },
	withdraw: { from: ['approved'], to: 'withdrawn' }
} satisfies Record<string, { from: VersionState[]; to: VersionState }>;
export type VersionMove = keyof typeof moves;

/** The state after the move, or null where it is not possible now (PL4). */
export function stateAfter(move: VersionMove, now: VersionState): VersionState | null {
	const { from, to }: { from: VersionState[]; to: VersionState } = moves[move];
	return from.includes(now) ? to : null;
}

/** The actions of a level, in the plan's order. */
export const actionsAt = (content: Pick<PlanContent, 'actions'>, level: Level): PlanAction[] =>
	content.actions.filter(({ levels }) => levels.includes(level));

/** The levels at which the plan has anything to do, the gravest first. */
export const levelsOf = ({ levels, actions }: PlanContent): Level[] =>
	([1, 2, 3, 4] as const).filter(
		(level) =>
			levels.some((one) => one.level === level) ||
			actions.some((action) => action.levels.includes(level))
	);

/**
 * What a version must not lack to be submitted, as sentences by the field's path (PL6). What could be better but
 * binds nobody, as a role without a filler, is told by `checksOf`.
 */
export function blockingProblems(content: PlanContent): FieldErrors {
	const problems: FieldErrors = {};
	if (content.classCodes.length === 0) problems['classCodes'] = m.plan_problem_classes();
	if (content.areaUnitIds.length === 0) problems['areaUnitIds'] = m.plan_problem_area();
	if (content.levels.length === 0) problems['levels'] = m.plan_problem_levels();
	if (content.actions.length === 0) problems['actions'] = m.plan_problem_actions();
	content.levels.forEach(({ conditions }, i) => {
		if (conditions === '') problems[`levels.${i}.conditions`] = m.plan_problem_conditions();
	});
	content.groups.forEach(({ name, lead, members }, i) => {
		if (name === '') problems[`groups.${i}.name`] = m.plan_problem_name();
		if (lead === null) problems[`groups.${i}.lead`] = m.plan_problem_lead();
		if (lead?.kind === 'words') problems[`groups.${i}.lead`] = m.plan_problem_unknown(lead);
		const unknown = members.find((member) => member.kind === 'words');
		if (unknown) problems[`groups.${i}.members`] = m.plan_problem_unknown(unknown);
	});
	content.roles.forEach(({ name, by }, i) => {
		if (name === '') problems[`roles.${i}.name`] = m.plan_problem_name();
		const unit = by?.kind === 'shift' ? by.unit : null;
		if (unit?.kind === 'words') problems[`roles.${i}.by`] = m.plan_problem_unknown(unit);
	});
	content.actions.forEach((action, i) => {
		for (const [field, sentence] of Object.entries(actionProblems(action, content)))
			problems[`actions.${i}.${field}`] = sentence;
	});
	return problems;
}

function actionProblems(
	{ what, who, withinMinutes, levels }: PlanAction,
	content: PlanContent
): FieldErrors {
	const problems: FieldErrors = {};
	if (what === '') problems['what'] = m.plan_problem_what();
	if (who === null) problems['who'] = m.plan_problem_owner();
	else if (who.kind === 'words') problems['who'] = m.plan_problem_unknown(who);
	else if (who.kind === 'group' && !content.groups.some(({ id }) => id === who.id))
		problems['who'] = m.plan_problem_owner();
	else if (who.kind === 'role' && !content.roles.some(({ id }) => id === who.id))
		problems['who'] = m.plan_problem_owner();
	if (withinMinutes === null) problems['withinMinutes'] = m.plan_problem_time();
	const missing = levels.find((level) => !content.levels.some((one) => one.level === level));
	if (levels.length === 0) problems['levels'] = m.plan_problem_action_levels();
	else if (missing !== undefined) problems['levels'] = m.plan_problem_level_missing();
	return problems;
}

const MONTH_MS = 30 * 86_400_000;
/** So long before a review is due the library says so. */
export const REVIEW_SOON_MS = 3 * MONTH_MS;

/** How a plan's review stands at `now`; null where nothing is approved. */
export function reviewState(
	card: Pick<PlanCard, 'approved'>,
	now: Date
): 'due' | 'soon' | 'fine' | null {
	const due = card.approved?.reviewDueAt;
	if (!due) return null;
	const leftMs = new Date(due).getTime() - now.getTime();
	if (leftMs <= 0) return 'due';
	return leftMs <= REVIEW_SOON_MS ? 'soon' : 'fine';
}

/** What a list's filter finds. */
export function isListed(card: PlanCard, state: PlanSearch['state'], now: Date): boolean {
	switch (state) {
		case 'all':
			return true;
		case 'approved':
			return card.approved !== null;
		case 'open':
			return card.open !== null;
		case 'reviewDue': {
			const review = reviewState(card, now);
			return review === 'due' || review === 'soon';
		}
		case 'withdrawn':
			return card.approved === null && card.withdrawn !== null;
	}
}
