import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { holdIncident, holdOpen } from '../incident/holding.server.ts';
import { admitUnits, setResponse } from '../incident/keeping.server.ts';
import { makeTasks, withdrawTasks } from '../task/keeping.server.ts';
import { activationNow, visibleActivated } from './activation-cards.server.ts';
import { UNDO_SECONDS } from './activation-rules.ts';
import type { Activated, ActivationUndo, LevelChange, ResponseEnd } from './activation-schema.ts';
import { assemble, taskedBy } from './assembling.server.ts';
import { levelText } from '../event-class/rules.ts';
import type { ResponseEvent } from './events.ts';
import { draftsOf } from './mutations-activation.server.ts';
import { responseLevelNow } from './responding.server.ts';
import { planActivation, planVersion } from './tables.server.ts';
import { planPermissions } from './permissions.ts';

/**
 * Takes an activation back within 30 s of it, by the database's clock (PL15). Every task of it that nobody has ended
 * is withdrawn, also where somebody has received it already: he sees so within a second, and would else go on with
 * what was never meant. What is done or declined stays. The response's level is again what it was, unless somebody
 * has set another since. What units have seen they have seen: they keep the incident.
 */
export async function undoActivation(db: Db, who: Who, input: ActivationUndo): Promise<Activated> {
	authorizeAct(who, planPermissions['plan.activate']);
	const { actId, id } = input;
	const request = {
		...{ kind: 'plan.undoActivation', who, input },
		onRetry: () => visibleActivated(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { incidentId } = await requireActivation(tx, id);
		const held = await holdIncident(tx, who, incidentId, planPermissions['plan.activate']);
		const running = await requireActive(tx, id);
		if (!running.isFresh)
			throw new Failure('conflict', m.plan_undo_late({ seconds: UNDO_SECONDS }));
		await close(tx, id, { state: 'undone', endedByName: who.name, endReason: '' });
		const tasks = await withdrawTasks(tx, who, { activationId: id }, m.plan_undone_reason());
		const kept = (await taskedBy(tx, id)).size;
		const isOurs = held.responseLevel === running.responseLevelSet;
		const others = await responseLevelNow(tx, incidentId);
		const level = isOurs ? (others ?? running.responseLevelBefore) : held.responseLevel;
		const { card: incident, scope } = await setResponse(tx, incidentId, level);
		const card = await activationNow(tx, id);
		const payload = { card, incident, tasks, kept };
		const subject = `incident:${incidentId}` as const;
		await record<ResponseEvent>(
			tx,
			who,
			{ type: 'plan.activationUndone', subject, scope, payload },
			actId
		);
		return { card, incident };
	});
}

/**
 * Up or down, with a reason. Adds only the tasks that the new level asks for and that are not there; a lower level
 * withdraws nothing by itself but names what it no longer asks for (PL16). Roles are filled anew.
 */
export async function changeLevel(db: Db, who: Who, input: LevelChange): Promise<Activated> {
	authorizeAct(who, planPermissions['plan.activate']);
	const { actId, id, seen, level, reason } = input;
	const request = {
		...{ kind: 'plan.changeLevel', who, input },
		onRetry: () => visibleActivated(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { incidentId } = await requireActivation(tx, id);
		const held = await holdOpen(tx, who, incidentId, planPermissions['plan.activate']);
		const running = await requireActive(tx, id);
		if (running.level !== seen) {
			const sentence = m.plan_level_overtaken({ now: levelText(running.level) });
			throw new Failure('conflict', sentence, { fields: { level: sentence } });
		}
		const { content } = running;
		if (level === seen || !content.levels.some((one) => one.level === level))
			throw new Failure('invalid', m.plan_level_missing(), {
				fields: { level: m.plan_level_missing() }
			});
		const placeUnitId = held.placeUnitId ?? held.ownerUnitId;
		const tasked = await taskedBy(tx, id);
		const assembly = await assemble(tx, who, { content, level, placeUnitId, tasked });
		await admitUnits(tx, who, incidentId, assembly.unitIds);
		const of = { incidentId, activationId: id };
		const now = await transactionTime(tx);
		const { cards: tasks } = await makeTasks(tx, who, of, draftsOf(assembly.tasks, content, now));
		const change = {
			from: seen,
			to: level,
			at: now.toISOString(),
			byName: who.name,
			reason
		};
		await tx
			.update(planActivation)
			.set({
				...{ level, ringKm: assembly.ringKm, roles: assembly.roles, leftActions: assembly.left },
				notRequired: assembly.notRequired,
				changes: [...running.changes, change],
				version: sql`${planActivation.version} + 1`
			})
			.where(eq(planActivation.id, id));
		const responseLevel = await responseLevelNow(tx, incidentId);
		await tx
			.update(planActivation)
			.set({ responseLevelSet: responseLevel })
			.where(eq(planActivation.id, id));
		const { card: incident, scope } = await setResponse(tx, incidentId, responseLevel);
		const card = await activationNow(tx, id);
		const payload = { card, incident, tasks, from: seen, reason };
		const subject = `incident:${incidentId}` as const;
		await record<ResponseEvent>(
			tx,
			who,
			{ type: 'plan.levelChanged', subject, scope, payload },
			actId
		);
		return { card, incident };
	});
}

/** 终止响应: the level goes back to the gravest response still under way, or to none. Open tasks stay with their owners. */
export async function endResponse(db: Db, who: Who, input: ResponseEnd): Promise<Activated> {
	authorizeAct(who, planPermissions['plan.activate']);
	const { actId, id, reason } = input;
	const request = {
		...{ kind: 'plan.endResponse', who, input },
		onRetry: () => visibleActivated(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const { incidentId } = await requireActivation(tx, id);
		await holdIncident(tx, who, incidentId, planPermissions['plan.activate']);
		await requireActive(tx, id);
		await close(tx, id, { state: 'ended', endedByName: who.name, endReason: reason });
		const level = await responseLevelNow(tx, incidentId);
		const { card: incident, scope } = await setResponse(tx, incidentId, level);
		const card = await activationNow(tx, id);
		const payload = { card, incident, reason };
		const subject = `incident:${incidentId}` as const;
		await record<ResponseEvent>(
			tx,
			who,
			{ type: 'plan.responseEnded', subject, scope, payload },
			actId
		);
		return { card, incident };
	});
}

async function requireActivation(reader: Tx | Db, id: string) {
	const [found] = await reader
		.select({ incidentId: planActivation.incidentId })
		.from(planActivation)
		.where(eq(planActivation.id, id));
	if (!found) throw new Failure('not_found', m.plan_activation_not_found());
	return found;
}

/** As it is under the incident's lock; refused where it is over. */
async function requireActive(tx: Tx, id: string) {
	const [found] = await tx
		.select({
			state: planActivation.state,
			level: planActivation.level,
			changes: planActivation.changes,
			responseLevelBefore: planActivation.responseLevelBefore,
			responseLevelSet: planActivation.responseLevelSet,
			content: planVersion.content,
			isFresh: sql<boolean>`clock_timestamp() <= ${planActivation.activatedAt} + make_interval(secs => ${UNDO_SECONDS})`
		})
		.from(planActivation)
		.innerJoin(planVersion, eq(planVersion.id, planActivation.versionId))
		.where(eq(planActivation.id, id));
	if (!found) throw new Failure('not_found', m.plan_activation_not_found());
	if (found.state !== 'active') throw new Failure('conflict', m.plan_response_over());
	return found;
}

type Closing = Pick<typeof planActivation.$inferInsert, 'state' | 'endedByName' | 'endReason'>;

async function close(tx: Tx, id: string, closing: Closing) {
	await tx
		.update(planActivation)
		.set({ ...closing, endedAt: sql`now()`, version: sql`${planActivation.version} + 1` })
		.where(eq(planActivation.id, id));
}
