import { authorize } from '#lib/server/authorize.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { unit } from '../unit/tables.server.ts';
import { earthquake } from './tables.server.ts';

/** Who sees which feeds and readings (FE11, FE15). Every read asks here. */

/** Refuses whoever may not read feeds at all. */
export function authorizeReading(who: Who) {
	authorize('feed.read', who, may(who, 'feed.read', [who.unitId]));
}

/**
 * True where the feed's agency is the person's unit or stands below it; undefined, which is all, at the node's own unit.
 * For a query that has `unit` joined to it: the agency.
 */
export const visibleFeed = (who: Who, home: { id: string } | null) =>
	home?.id === who.unitId ? undefined : inScope(unit.path, who);

/** True where the person's unit is told of the earthquake. */
export const visibleEarthquake = (who: Who) => inScope(earthquake.scope, who);
