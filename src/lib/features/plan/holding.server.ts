import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { stateAfter, type VersionMove } from './rules.ts';
import type { PlanContent } from './schema.ts';
import { may, type PlanAct } from './permissions.ts';
import { plan, planVersion } from './tables.server.ts';

/** The plan's row, locked; refused where the person may not `act` on its owner's plans. */
export async function holdPlan(tx: Tx, who: Who, planId: string, act: PlanAct) {
	const [held] = await tx.select().from(plan).where(eq(plan.id, planId)).for('update');
	if (!held) throw new Failure('not_found', m.plan_not_found());
	const { path } = await getUnit(tx, held.ownerUnitId);
	return authorize(act, held, may(who, act, path));
}

/** The version, locked with its plan, where `move` is possible now. */
export async function holdVersion(
	tx: Tx,
	who: Who,
	versionId: string,
	{ act, move }: { act: PlanAct; move: VersionMove }
) {
	const [of] = await tx
		.select({ planId: planVersion.planId })
		.from(planVersion)
		.where(eq(planVersion.id, versionId));
	if (!of) throw new Failure('not_found', m.plan_not_found());
	const held = await holdPlan(tx, who, of.planId, act);
	const [version] = await tx.select().from(planVersion).where(eq(planVersion.id, versionId));
	if (!version) throw new Failure('not_found', m.plan_not_found());
	const to = stateAfter(move, version.state);
	if (to === null) throw new Failure('conflict', m.plan_move_impossible());
	return { plan: held, version, to };
}

/** Refuses what was written over an older revision than the one that stands now: nothing of either is lost (PL5). */
export function refuseOvertaken(
	version: { revision: number; savedByName: string },
	revision: number
) {
	if (version.revision === revision) return;
	throw new Failure('conflict', m.plan_overtaken({ name: version.savedByName }));
}

/** Who may read the plan: the units above its owner, and all within its area or below its owner (PL2). */
export async function settleScope(
	tx: Tx,
	planId: string,
	{ ownerUnitId, areaUnitIds }: { ownerUnitId: string; areaUnitIds: readonly string[] }
): Promise<string[]> {
	const anchors = sql.join(
		[ownerUnitId, ...areaUnitIds].map((id) => sql`${id}`),
		sql`, `
	);
	const [row] = await tx.execute<{ scope: string[] }>(sql`
		update plan set scope = (
			select array_agg(distinct seen.id order by seen.id) from (
				select id from unit where path && array[${anchors}]::text[]
				union
				select unnest(path) from unit where id in (${anchors})
			) as seen
		) where id = ${planId} returning scope`);
	return row?.scope ?? [];
}

/** The plan's own columns say what this version says. */
export const headOf = ({ title, kind, classCodes, areaUnitIds }: PlanContent) => ({
	title,
	kind,
	classCodes,
	areaUnitIds
});
