import { and, eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { isoDay } from '#lib/time.ts';
import type { Who } from '#lib/who.ts';
import { cardNow } from './cards.server.ts';
import { recordDraft } from './draft-line.server.ts';
import type { PlanEvent } from './events.ts';
import { headOf, holdVersion, refuseOvertaken, settleScope } from './holding.server.ts';
import { cardOfVersion } from './queries.server.ts';
import { reviewDue } from './rules.ts';
import type { PlanCard, VersionApproval, VersionRefusal } from './schema.ts';
import { plan, planVersion } from './tables.server.ts';
import { may } from './permissions.ts';

function authorizeApproving(who: Who) {
	authorize('plan.approve', who, may(who, 'plan.approve', who.unitPath));
}

/**
 * The leader of the owner's desk puts the version in force; the one before is superseded. None of those who wrote in
 * it approves it (PL7). The next review is due three years later.
 */
export async function approveVersion(db: Db, who: Who, input: VersionApproval): Promise<PlanCard> {
	authorizeApproving(who);
	const { actId, versionId, revision, validFrom } = input;
	const request = {
		...{ kind: 'plan.approve', who, input },
		onRetry: () => cardOfVersion(db, who, versionId)
	};
	return await act(db, request, async (tx) => {
		const held = await holdVersion(tx, who, versionId, { act: 'plan.approve', move: 'approve' });
		refuseOvertaken(held.version, revision);
		if (held.version.authorIds.includes(who.personId))
			throw new Failure('forbidden', m.plan_own_approval());
		const [replaced] = await tx
			.update(planVersion)
			.set({ state: 'superseded' })
			.where(and(eq(planVersion.planId, held.plan.id), eq(planVersion.state, 'approved')))
			.returning({ id: planVersion.id });
		const approvedAt = await transactionTime(tx);
		if (replaced && validFrom > isoDay(approvedAt)) refuseGap();
		await tx
			.update(planVersion)
			.set({
				...{ state: held.to, validFrom, approvedAt, reviewDueAt: reviewDue(approvedAt) },
				...{ approvedById: who.personId, approvedByName: who.name }
			})
			.where(eq(planVersion.id, versionId));
		const head = headOf(held.version.content);
		await tx.update(plan).set(head).where(eq(plan.id, held.plan.id));
		// Everybody whom it binds hears of it.
		const scope = await settleScope(tx, held.plan.id, { ...held.plan, ...head });
		const card = await cardNow(tx, held.plan.id);
		const payload = { card: { ...card, open: null }, number: held.version.number };
		const subject = `plan:${card.id}` as const;
		await record<PlanEvent>(tx, who, { type: 'plan.approved', subject, scope, payload }, actId);
		return card;
	});
}

/** Nothing could be activated between the day of approval and the day in force: a flood does not wait (PL7). */
function refuseGap(): never {
	const message = m.plan_approve_gap();
	throw new Failure('invalid', message, { fields: { validFrom: message } });
}

/** Back to the planners, with the reason. */
export async function sendBackVersion(db: Db, who: Who, input: VersionRefusal): Promise<PlanCard> {
	authorizeApproving(who);
	const { actId, versionId, reason } = input;
	const request = {
		...{ kind: 'plan.sendBack', who, input },
		onRetry: () => cardOfVersion(db, who, versionId)
	};
	return await act(db, request, async (tx) => {
		const held = await holdVersion(tx, who, versionId, { act: 'plan.approve', move: 'sendBack' });
		await tx
			.update(planVersion)
			.set({ state: held.to, sentBack: { reason, byName: who.name } })
			.where(eq(planVersion.id, versionId));
		return await recordDraft(tx, who, {
			planId: held.plan.id,
			actId,
			type: 'plan.sentBack',
			payload: { number: held.version.number, reason }
		});
	});
}

/** 废止: the version in force is no longer, and the plan cannot be activated. Responses under way go on. */
export async function withdrawVersion(db: Db, who: Who, input: VersionRefusal): Promise<PlanCard> {
	authorizeApproving(who);
	const { actId, versionId, reason } = input;
	const request = {
		...{ kind: 'plan.withdraw', who, input },
		onRetry: () => cardOfVersion(db, who, versionId)
	};
	return await act(db, request, async (tx) => {
		const held = await holdVersion(tx, who, versionId, { act: 'plan.approve', move: 'withdraw' });
		await tx.update(planVersion).set({ state: held.to }).where(eq(planVersion.id, versionId));
		const card = await cardNow(tx, held.plan.id);
		const payload = { card: { ...card, open: null }, number: held.version.number, reason };
		const line = { type: 'plan.withdrawn', subject: `plan:${card.id}`, payload } as const;
		await record<PlanEvent>(tx, who, { ...line, scope: held.plan.scope }, actId);
		return card;
	});
}
