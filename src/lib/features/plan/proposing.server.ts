import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { timeZone } from '#lib/time.ts';
import type { Who } from '#lib/who.ts';
import { cardNow as incidentNow } from '../incident/cards.server.ts';
import { authorizeReading, requireVisible, visibleIncident } from '../incident/visible.server.ts';
import type { IncidentCard } from '../incident/schema.ts';
import { incident } from '../incident/tables.server.ts';
import { membersOf } from '../incident/tree.server.ts';
import { reach } from '../resource/reach.server.ts';
import { ResourceKind } from '../resource/schema.ts';
import { listUnits } from '../unit/queries.server.ts';
import { activationCards } from './activation-cards.server.ts';
import { prefixFor } from './activation-rules.ts';
import type {
	ActivationCard,
	Consequences,
	ConsequencesQuestion,
	Proposal
} from './activation-schema.ts';
import { assemble, taskedBy } from './assembling.server.ts';
import { may as mayIncident } from '../incident/permissions.ts';
import { may as mayResource } from '../resource/permissions.ts';
import { cardsOf } from './cards.server.ts';
import { may } from './permissions.ts';
import { actionsAt } from './rules.ts';
import type { PlanContent } from './schema.ts';
import { plan, planActivation, planVersion } from './tables.server.ts';
import {
	authorizeReading as authorizePlans,
	visiblePlan,
	visibleVersion
} from './visible.server.ts';

/** In force today, by the node's calendar and not the database's: approved, and its first day has come. */
export const isActivatable = () =>
	sql<boolean>`(${planVersion.state} = 'approved' and ${planVersion.validFrom} <= (now() at time zone ${timeZone()})::date)`;

/**
 * Plans that fit the incident: in force, for its class, with an area around its place. The nearest fit first: what one
 * may activate, the longest class code, the smallest area (PL11).
 */
export async function proposals(db: Db, who: Who, incidentId: string): Promise<Proposal[]> {
	authorizeReading(who);
	await requireVisible(db, who, incidentId);
	const about = await incidentNow(db, incidentId);
	const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
	const path = units.get(about.placeUnitId ?? about.ownerUnitId)?.path ?? [];
	const rows = await db
		.select({
			versionId: planVersion.id,
			number: planVersion.number,
			planId: plan.id,
			content: planVersion.content,
			activationId: planActivation.id
		})
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.leftJoin(
			planActivation,
			and(
				eq(planActivation.planId, plan.id),
				eq(planActivation.incidentId, incidentId),
				eq(planActivation.state, 'active')
			)
		)
		.where(and(isActivatable(), visibleVersion(who)));
	const cards = new Map(
		(
			await cardsOf(
				db,
				rows.map(({ planId }) => planId),
				() => false
			)
		).map((card) => [card.id, card])
	);
	return rows
		.flatMap(({ content, planId, ...row }) => {
			const card = cards.get(planId);
			const classPrefix = prefixFor(content.classCodes, about.classCode);
			const depth = path.findIndex((id) => content.areaUnitIds.includes(id));
			if (!card || classPrefix === null || depth < 0) return [];
			const areaUnitName = units.get(path[depth] ?? '')?.name ?? '';
			const ownerPath = units.get(card.ownerUnitId)?.path ?? [];
			const canActivate = may(who, 'plan.activate', ownerPath);
			return [
				{
					...row,
					plan: card,
					classPrefix,
					areaUnitName,
					depth,
					canActivate,
					levels: levelsIn(content),
					isOwn: card.ownerUnitId === who.unitId
				}
			];
		})
		.sort(
			(a, b) =>
				Number(b.canActivate) - Number(a.canActivate) ||
				b.classPrefix.length - a.classPrefix.length ||
				Number(b.isOwn) - Number(a.isOwn) ||
				a.depth - b.depth ||
				a.plan.title.localeCompare(b.plan.title)
		)
		.map(({ depth: _depth, isOwn: _own, ...proposal }) => proposal);
}

const levelsIn = (content: PlanContent) =>
	content.levels
		.map(({ level, conditions, consequences }) => ({
			...{ level, conditions, consequences },
			actionCount: actionsAt(content, level).length
		}))
		.sort((a, b) => a.level - b.level);

/** What would happen, without doing any of it. */
export async function consequencesOf(
	db: Db,
	who: Who,
	{ incidentId, versionId, level, activationId }: ConsequencesQuestion
): Promise<Consequences> {
	authorize('plan.activate', who, may(who, 'plan.activate', who.unitPath));
	const { scope } = await requireVisible(db, who, incidentId);
	const about = await incidentNow(db, incidentId);
	const [version] = await db
		.select({ content: planVersion.content })
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.where(and(eq(planVersion.id, versionId), visibleVersion(who)));
	if (!version) throw new Failure('not_found', m.plan_not_found());
	const { content } = version;
	const placeUnitId = about.placeUnitId ?? about.ownerUnitId;
	const tasked = activationId === null ? new Set<string>() : await taskedBy(db, activationId);
	const assembly = await assemble(db, who, { content, level, placeUnitId, tasked });
	const names = new Map((await listUnits(db)).map(({ id, name }) => [id, name]));
	const actions = new Map(content.actions.map(({ id, what }) => [id, what]));
	return {
		...{ tasks: assembly.tasks, left: assembly.left, roles: assembly.roles },
		ringKm: assembly.ringKm,
		admitted: assembly.unitIds
			.filter((id) => !scope.includes(id))
			.map((id) => ({ id, name: names.get(id) ?? id })),
		responseLevel: { from: about.responseLevel, to: level },
		resources: await resourcesFor(db, who, content, level, about),
		notRequired: assembly.notRequired.map((actionId) => ({
			actionId,
			what: actions.get(actionId) ?? ''
		})),
		consultation: actionsAt(content, level).some((action) => action.consultation)
	};
}

/** Of each kind that the level's actions look for, what lies within the widest radius that one of them names. */
async function resourcesFor(
	db: Db,
	who: Who,
	content: PlanContent,
	level: Consequences['responseLevel']['to'],
	about: IncidentCard
): Promise<Consequences['resources']> {
	const radius = new Map<string, number>();
	for (const { resources } of actionsAt(content, level))
		for (const kind of resources?.kinds ?? [])
			radius.set(kind, Math.max(radius.get(kind) ?? 0, resources?.radiusKm ?? 0));
	if (radius.size === 0 || !mayResource(who, 'resource.read', who.unitPath)) return [];
	const rings = [...new Set(radius.values())].map((km) => Math.min(100, km)).sort((a, b) => a - b);
	const kinds = [...radius.keys()].flatMap((kind) => ResourceKind.safeParse(kind).data ?? []);
	const question = { shape: about.shape, rings: rings.slice(-5), kinds, nearest: 1 };
	const found = await reach(db, who, question);
	return kinds.map((kind) => {
		const radiusKm = Math.min(100, radius.get(kind) ?? 0);
		const groups = found.rings
			.filter(({ km }) => km <= radiusKm)
			.flatMap(({ groups: all }) => all.filter((group) => group.kind === kind));
		const sum = (of: 'count' | 'available') =>
			groups.reduce((total, group) => total + group[of], 0);
		return { kind, radiusKm, count: sum('count'), available: sum('available') };
	});
}

/** The responses of an incident and of what was merged into it. Follow from `cursor` on `unit:<own>`. */
export async function responsesOf(
	db: Db,
	who: Who,
	incidentId: string
): Promise<{ cursor: string; activations: ActivationCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	await requireVisible(db, who, incidentId);
	const rows = await db
		.select({ id: planActivation.id })
		.from(planActivation)
		.where(inArray(planActivation.incidentId, await membersOf(db, incidentId)));
	return {
		cursor,
		activations: await activationCards(
			db,
			rows.map(({ id }) => id)
		)
	};
}

/** Which incidents used the plan, and which version of it, as far as the person may see them; the newest first. */
export async function usedIn(db: Reader, who: Who, planId: string) {
	authorizePlans(who);
	if (!mayIncident(who, 'incident.read', [who.unitId])) return [];
	const rows = await db
		.select({
			activationId: planActivation.id,
			incidentId: incident.id,
			incidentTitle: incident.title,
			number: planVersion.number,
			state: planActivation.state,
			activatedAt: planActivation.activatedAt
		})
		.from(planActivation)
		.innerJoin(planVersion, eq(planVersion.id, planActivation.versionId))
		.innerJoin(plan, eq(plan.id, planActivation.planId))
		.innerJoin(incident, eq(incident.id, planActivation.incidentId))
		.where(and(eq(planActivation.planId, planId), visiblePlan(who), visibleIncident(who)))
		.orderBy(desc(planActivation.activatedAt))
		.limit(100);
	return rows.map((row) => ({ ...row, activatedAt: row.activatedAt.toISOString() }));
}
