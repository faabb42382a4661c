import { authorize } from '#lib/server/authorize.ts';
import { inScope, isInScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { knowledgeSheet } from './tables.server.ts';

/** Who reads which sheets (KN1, KN2). Every read asks here. */

/** Refuses whoever may not read knowledge at all: walls and administrators do not (KN1). */
export function authorizeReading(who: Who) {
	authorize('knowledge.read', who, may(who, 'knowledge.read', who.unitPath));
}

/** True where the person may read the sheet. */
export const visibleSheet = (who: Who) => inScope(knowledgeSheet.scope, who);

/** The same of a row that is at hand. */
export const seesSheet = (row: { scope: string[] }, who: Who) => isInScope(row.scope, who);
