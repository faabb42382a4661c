import { and, inArray, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import type { VersionState } from './schema.ts';
import { plan, planVersion } from './tables.server.ts';
import { may } from './permissions.ts';

/** Who reads which plans and versions (PL2). Every read asks here, and nowhere else. */

/** What is still being written: not for those whom the plan will bind. */
const OPEN: VersionState[] = ['draft', 'submitted'];

export function authorizeReading(who: Who) {
	authorize('plan.read', who, may(who, 'plan.read', who.unitPath));
}

/** Planners and leaders, in person; of which plans, their unit decides. */
const readsDrafts = (who: Who) =>
	may(who, 'plan.edit', who.unitPath) || may(who, 'plan.approve', who.unitPath);

/** Does the person read the drafts of the plans of the unit with this path (own id first): their own unit's, or one below it? */
export const readsDraftsOf = (who: Who, ownerPath: readonly string[]): boolean =>
	readsDrafts(who) && ownerPath.includes(who.unitId);

/** True where the person may read the version. For a query that has `plan` joined to it. */
export function visibleVersion(who: Who): SQL | undefined {
	const inForceOrPast = and(inScope(plan.scope, who), notInArray(planVersion.state, OPEN));
	if (!readsDrafts(who)) return inForceOrPast;
	const ownedBelow = sql`${plan.ownerUnitId} in (select id from ${unit} where ${inScope(unit.path, who)})`;
	return or(inForceOrPast, and(inArray(planVersion.state, OPEN), ownedBelow));
}

/** True where the person may read one version of the plan at least. */
export const visiblePlan = (who: Who): SQL =>
	sql`exists (select 1 from ${planVersion} where ${planVersion.planId} = ${plan.id} and ${visibleVersion(who)})`;
