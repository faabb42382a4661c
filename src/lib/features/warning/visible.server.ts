import { authorize } from '#lib/server/authorize.ts';
import { inScope, isInScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { warning } from './tables.server.ts';

/** Who sees which warnings (WA11). Every read asks here. */

/** Refuses whoever may not read warnings at all: administrators do not, by office. */
export function authorizeReading(who: Who) {
	authorize('warning.read', who, may(who, 'warning.read', [who.unitId]));
}

/** True where the warning is for the person's unit. */
export const visibleWarning = (who: Who) => inScope(warning.scope, who);

/** The same of a card that is at hand. */
export const seesWarning = (card: { scope: string[] }, who: Who) => isInScope(card.scope, who);
