import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { unit } from '../unit/tables.server.ts';
import type { PlanCard, VersionCard } from './schema.ts';
import { plan, planVersion } from './tables.server.ts';

export const versionColumns = {
	id: planVersion.id,
	planId: planVersion.planId,
	number: planVersion.number,
	state: planVersion.state,
	revision: planVersion.revision,
	validFrom: planVersion.validFrom,
	reviewDueAt: planVersion.reviewDueAt,
	approvedAt: planVersion.approvedAt,
	approvedByName: planVersion.approvedByName,
	submittedByName: planVersion.submittedByName,
	savedAt: planVersion.savedAt,
	savedByName: planVersion.savedByName,
	sentBack: planVersion.sentBack,
	actionCount: sql<number>`jsonb_array_length(${planVersion.content} -> 'actions')`.mapWith(Number)
};
type VersionRow = Omit<VersionCard, 'reviewDueAt' | 'approvedAt' | 'savedAt'> & {
	planId: string;
	reviewDueAt: Date | null;
	approvedAt: Date | null;
	savedAt: Date;
};

export function toVersionCard({ planId: _planId, ...row }: VersionRow): VersionCard {
	return {
		...row,
		reviewDueAt: row.reviewDueAt?.toISOString() ?? null,
		approvedAt: row.approvedAt?.toISOString() ?? null,
		savedAt: row.savedAt.toISOString()
	};
}

/** The versions of these plans, the newest first: all, or those that `visible` lets see. */
export async function versionsOf(reader: Reader, planIds: string[], visible?: SQL) {
	const rows = await reader
		.select(versionColumns)
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.where(and(inArray(planVersion.planId, planIds), visible))
		.orderBy(desc(planVersion.number));
	return Map.groupBy(rows, ({ planId }) => planId);
}

/**
 * The cards of these plans, in the order of `ids`, each with the version that is being written where `readsDrafts` says
 * so of its owner's path.
 */
export async function cardsOf(
	reader: Reader,
	ids: string[],
	readsDrafts: (ownerPath: string[]) => boolean = () => true
): Promise<PlanCard[]> {
	if (ids.length === 0) return [];
	const rows = await reader
		.select({
			id: plan.id,
			title: plan.title,
			kind: plan.kind,
			ownerUnitId: plan.ownerUnitId,
			ownerName: unit.name,
			ownerPath: unit.path,
			classCodes: plan.classCodes,
			areaUnitIds: plan.areaUnitIds
		})
		.from(plan)
		.innerJoin(unit, eq(unit.id, plan.ownerUnitId))
		.where(inArray(plan.id, ids));
	const versions = await versionsOf(reader, ids);
	const cards = new Map(
		rows.map(({ ownerPath, ...row }): [string, PlanCard] => {
			const all = (versions.get(row.id) ?? []).map(toVersionCard);
			const approved = all.find(({ state }) => state === 'approved') ?? null;
			const open = all.find(({ state }) => state === 'draft' || state === 'submitted') ?? null;
			const withdrawn = approved ? null : (all.find(({ state }) => state === 'withdrawn') ?? null);
			return [row.id, { ...row, approved, open: readsDrafts(ownerPath) ? open : null, withdrawn }];
		})
	);
	return ids.flatMap((id) => cards.get(id) ?? []);
}

export async function cardNow(reader: Reader, id: string): Promise<PlanCard> {
	const [card] = await cardsOf(reader, [id]);
	if (!card) throw new Failure('not_found', m.plan_not_found());
	return card;
}
