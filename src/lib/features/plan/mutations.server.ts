import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { getUnit, unitsById } from '../unit/queries.server.ts';
import { versionsOf } from './cards.server.ts';
import { actionCounts, planDifference } from './differences.ts';
import { recordDraft } from './draft-line.server.ts';
import { headOf, holdPlan, holdVersion, refuseOvertaken, settleScope } from './holding.server.ts';
import { cardOfVersion, visibleCard } from './queries.server.ts';
import { blockingProblems } from './rules.ts';
import type {
	PlanCard,
	PlanContent,
	PlanCreation,
	VersionSaving,
	VersionStart,
	VersionSubmission
} from './schema.ts';
import { plan, planVersion } from './tables.server.ts';
import { wordsOfPlan } from './words.server.ts';
import { may } from './permissions.ts';

const here = sql`(select id from node)`;

/** Refuses at once whoever may not do such a thing at his own desk or below it. */
function authorizeWriting(who: Who) {
	authorize('plan.edit', who, may(who, 'plan.edit', who.unitPath));
}

/** A new plan with its first version, a draft. */
export async function createPlan(db: Db, who: Who, input: PlanCreation): Promise<PlanCard> {
	authorizeWriting(who);
	const { actId, id, versionId, ownerUnitId, content } = input;
	const request = { kind: 'plan.create', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const { path } = await getUnit(tx, ownerUnitId);
		authorize('plan.edit', who, may(who, 'plan.edit', path));
		await requireArea(tx, content);
		await tx
			.insert(plan)
			.values({ id, ownerUnitId, ...headOf(content), scope: path, origin: here });
		await tx.insert(planVersion).values({
			...{ id: versionId, planId: id, number: 1, content, words: wordsOfPlan(content) },
			...{ savedByName: who.name, authorIds: [who.personId], origin: here }
		});
		await settleScope(tx, id, { ownerUnitId, ...content });
		return await recordDraft(tx, who, {
			planId: id,
			actId,
			type: 'plan.created',
			payload: { number: 1 }
		});
	});
}

/** Saves a draft over the revision that the planner began from (PL5). */
export async function saveVersion(db: Db, who: Who, input: VersionSaving): Promise<PlanCard> {
	authorizeWriting(who);
	const { actId, versionId, revision, content } = input;
	const request = {
		...{ kind: 'plan.save', who, input },
		onRetry: () => cardOfVersion(db, who, versionId)
	};
	return await act(db, request, async (tx) => {
		const held = await holdVersion(tx, who, versionId, { act: 'plan.edit', move: 'save' });
		refuseOvertaken(held.version, revision);
		await requireArea(tx, content);
		const authorIds = [...new Set([...held.version.authorIds, who.personId])];
		await tx
			.update(planVersion)
			.set({
				...{ content, words: wordsOfPlan(content), revision: revision + 1 },
				...{ savedAt: sql`now()`, savedByName: who.name, authorIds }
			})
			.where(eq(planVersion.id, versionId));
		if (held.version.number === 1) {
			await tx.update(plan).set(headOf(content)).where(eq(plan.id, held.plan.id));
			await settleScope(tx, held.plan.id, { ...held.plan, ...headOf(content) });
		}
		const actions = actionCounts(planDifference(held.version.content, content));
		const { number } = held.version;
		return await recordDraft(tx, who, {
			planId: held.plan.id,
			actId,
			type: 'plan.saved',
			payload: { number, actions }
		});
	});
}

/** Begins the next version as a copy of the newest. One at a time: a second is told who writes already. */
export async function startVersion(db: Db, who: Who, input: VersionStart): Promise<PlanCard> {
	authorizeWriting(who);
	const { actId, planId, versionId } = input;
	const request = {
		...{ kind: 'plan.startVersion', who, input },
		onRetry: () => visibleCard(db, who, planId)
	};
	return await act(db, request, async (tx) => {
		await holdPlan(tx, who, planId, 'plan.edit');
		const [newest] = (await versionsOf(tx, [planId])).get(planId) ?? [];
		if (!newest) throw new Failure('not_found', m.plan_not_found());
		if (newest.state === 'draft' || newest.state === 'submitted')
			throw new Failure('conflict', m.plan_open_already({ name: newest.savedByName }));
		const number = newest.number + 1;
		await tx.execute(sql`
			insert into plan_version (id, plan_id, number, content, words, saved_by_name, author_ids, origin)
			select ${versionId}, plan_id, ${number}, content, words, ${who.name}, array[${who.personId}]::uuid[], ${here}
			from plan_version where id = ${newest.id}`);
		return await recordDraft(tx, who, {
			planId,
			actId,
			type: 'plan.versionStarted',
			payload: { number }
		});
	});
}

/** Hands the draft to the leader; refused with a sentence at each field that is missing (PL6). */
export async function submitVersion(db: Db, who: Who, input: VersionSubmission): Promise<PlanCard> {
	authorizeWriting(who);
	const { actId, versionId, revision } = input;
	const request = {
		...{ kind: 'plan.submit', who, input },
		onRetry: () => cardOfVersion(db, who, versionId)
	};
	return await act(db, request, async (tx) => {
		const held = await holdVersion(tx, who, versionId, { act: 'plan.edit', move: 'submit' });
		refuseOvertaken(held.version, revision);
		const fields = blockingProblems(held.version.content);
		const count = Object.keys(fields).length;
		if (count > 0) throw new Failure('invalid', m.plan_incomplete({ count }), { fields });
		await tx
			.update(planVersion)
			.set({ state: held.to, submittedByName: who.name, sentBack: null })
			.where(eq(planVersion.id, versionId));
		const { number } = held.version;
		return await recordDraft(tx, who, {
			planId: held.plan.id,
			actId,
			type: 'plan.submitted',
			payload: { number }
		});
	});
}

async function requireArea(tx: Tx, { areaUnitIds }: PlanContent) {
	if (areaUnitIds.length === 0) return;
	const known = new Set((await unitsById(tx, areaUnitIds)).map(({ id }) => id));
	const unknown = areaUnitIds.filter((id) => !known.has(id));
	if (unknown.length === 0) return;
	const sentence = m.plan_area_unknown({ units: unknown.join(' ') });
	throw new Failure('invalid', sentence, { fields: { areaUnitIds: sentence } });
}
