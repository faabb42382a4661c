import { eq, or } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { visibleIncident } from '../incident/visible.server.ts';
import { may } from './permissions.ts';
import { task } from './tables.server.ts';

/** Who sees which tasks (TK1, TK3). Every read asks here. */

/** Refuses whoever may not read tasks at all: administrators do not, by office (TK1). */
export function authorizeReading(who: Who) {
	authorize('task.read', who, may(who, 'task.read', [who.unitId]));
}

/** True where the task is the person's unit's own, or was given by it. */
export const ownTask = ({ unitId }: Who) =>
	or(eq(task.ownerUnitId, unitId), eq(task.assignedByUnitId, unitId));

/** True where the person sees the task. For a query that has `incident` joined to it. */
export const visibleTask = (who: Who) =>
	or(ownTask(who), inScope(task.scope, who), visibleIncident(who));
