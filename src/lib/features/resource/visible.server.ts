import { and, isNull } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import { inScope, isInScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { resource } from './tables.server.ts';

/** Who sees which resources (RS1); what is in reach of one's own ground besides these, `reach.server.ts` says (RS3). */

/** Refuses whoever may not read resources at all: administrators do not, by office (RS1). */
export function authorizeReading(who: Who) {
	authorize('resource.read', who, may(who, 'resource.read', who.unitPath));
}

/** True where the person sees the resource, and it is there. */
export const visibleResource = (who: Who) =>
	and(isNull(resource.removedAt), inScope(resource.scope, who));

/** The same of a row that is at hand. */
export const seesResource = (row: { removedAt: Date | null; scope: string[] }, who: Who) =>
	row.removedAt === null && isInScope(row.scope, who);
