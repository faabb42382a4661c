import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Tx, Reader } from '#lib/server/db/client.ts';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { cardNow as incidentNow } from '../incident/cards.server.ts';
import { holdOpen } from '../incident/holding.server.ts';
import { admitUnits, setResponse } from '../incident/keeping.server.ts';
import { makeTasks } from '../task/keeping.server.ts';
import { getUnit } from '../unit/queries.server.ts';
import { activationNow, visibleActivated } from './activation-cards.server.ts';
import type { Activated, PlanActivation, PlannedTask } from './activation-schema.ts';
import { assemble } from './assembling.server.ts';
import type { ResponseEvent } from './events.ts';
import { isActivatable } from './proposing.server.ts';
import { responseLevelNow } from './responding.server.ts';
import type { PlanContent } from './schema.ts';
import { plan, planActivation, planVersion } from './tables.server.ts';
import { may, planPermissions } from './permissions.ts';

/**
 * 启动预案: tasks, roles, ring, level of the response and the units that must see it, in one transaction and one line
 * (PL12). Whoever presses second gets what the first one started (PL14).
 */
export async function activatePlan(db: Db, who: Who, input: PlanActivation): Promise<Activated> {
	authorizeAct(who, planPermissions['plan.activate']);
	const { actId, id, incidentId, versionId, level } = input;
	const request = {
		...{ kind: 'plan.activate', who, input },
		onRetry: () => activatedBefore(db, who, input)
	};
	return await act(db, request, async (tx) => {
		const held = await holdOpen(tx, who, incidentId, planPermissions['plan.activate']);
		const { planId, content } = await requireActivatable(tx, who, versionId);
		const running = await activeOf(tx, incidentId, planId);
		if (running) return answer(tx, running, incidentId);
		if (!content.levels.some((one) => one.level === level))
			throw new Failure('invalid', m.plan_level_missing(), {
				fields: { level: m.plan_level_missing() }
			});
		const placeUnitId = held.placeUnitId ?? held.ownerUnitId;
		const assembly = await assemble(tx, who, { content, level, placeUnitId });
		await tx.insert(planActivation).values({
			...{ id, incidentId, planId, versionId, level, ringKm: assembly.ringKm },
			...{ activatedByName: who.name, activatedByUnitId: who.unitId },
			responseLevelBefore: held.responseLevel,
			...{ roles: assembly.roles, leftActions: assembly.left, notRequired: [], changes: [] },
			origin: sql`(select id from node)`
		});
		await admitUnits(tx, who, incidentId, assembly.unitIds);
		const of = { incidentId, activationId: id };
		const now = await transactionTime(tx);
		const { cards: tasks } = await makeTasks(tx, who, of, draftsOf(assembly.tasks, content, now));
		const responseLevel = await responseLevelNow(tx, incidentId);
		await tx
			.update(planActivation)
			.set({ responseLevelSet: responseLevel })
			.where(eq(planActivation.id, id));
		const { card: incident, scope } = await setResponse(tx, incidentId, responseLevel);
		const card = await activationNow(tx, id);
		const payload = { card, incident, tasks };
		const subject = `incident:${incidentId}` as const;
		await record<ResponseEvent>(
			tx,
			who,
			{ type: 'plan.activated', subject, scope, payload },
			actId
		);
		return { card, incident };
	});
}

async function answer(
	reader: Reader,
	activationId: string,
	incidentId: string
): Promise<Activated> {
	const card = await activationNow(reader, activationId);
	return { card, incident: await incidentNow(reader, incidentId) };
}

/** What the act started, also where it is over by now, or the response that it found under way. */
async function activatedBefore(db: Db, who: Who, input: PlanActivation): Promise<Activated> {
	const [made] = await db
		.select({ id: planActivation.id })
		.from(planActivation)
		.where(eq(planActivation.id, input.id));
	if (made) return await visibleActivated(db, who, made.id);
	const [version] = await db
		.select({ planId: planVersion.planId })
		.from(planVersion)
		.where(eq(planVersion.id, input.versionId));
	const running = version ? await activeOf(db, input.incidentId, version.planId) : null;
	if (running === null) throw new Failure('not_found', m.plan_activation_not_found());
	return await visibleActivated(db, who, running);
}

/** Approved, in force, and his own unit's or one's below it. */
async function requireActivatable(tx: Tx, who: Who, versionId: string) {
	const [found] = await tx
		.select({
			planId: planVersion.planId,
			content: planVersion.content,
			ownerUnitId: plan.ownerUnitId,
			inForce: isActivatable()
		})
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.where(eq(planVersion.id, versionId));
	if (!found) throw new Failure('not_found', m.plan_not_found());
	const { path } = await getUnit(tx, found.ownerUnitId);
	const { planId, content, inForce } = authorize(
		'plan.activate',
		found,
		may(who, 'plan.activate', path)
	);
	if (!inForce) throw new Failure('conflict', m.plan_not_in_force());
	return { planId, content };
}

async function activeOf(tx: Reader, incidentId: string, planId: string): Promise<string | null> {
	const [found] = await tx
		.select({ id: planActivation.id })
		.from(planActivation)
		.where(
			and(
				eq(planActivation.incidentId, incidentId),
				eq(planActivation.planId, planId),
				eq(planActivation.state, 'active')
			)
		);
	return found?.id ?? null;
}

/** The tasks as the task feature makes them, each under the plan's own number. */
export function draftsOf(tasks: readonly PlannedTask[], content: PlanContent, now: Date) {
	const details = new Map(content.actions.map(({ id, detail }) => [id, detail]));
	return tasks.map(({ actionId, paragraph, what, unitId, minutes }) => ({
		id: uuidv7(),
		title: what,
		detail: details.get(actionId) ?? '',
		paragraph: `《${content.title}》${paragraph}`,
		...{ ownerUnitId: unitId, ownerPersonId: null, ownerRole: null, actionId },
		dueAt: new Date(now.getTime() + minutes * 60_000).toISOString()
	}));
}
