import { arrayContains, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Who } from '#lib/who.ts';

/** The scope of a row is the ids of the units whose people see it. Each feature asks in its `visible.server.ts` alone. */

/** True of the rows whose scope holds the person's unit. */
export const inScope = (scope: AnyPgColumn, { unitId }: Pick<Who, 'unitId'>): SQL =>
	arrayContains(scope, [unitId]);

/** The same of a row that is at hand. */
export const isInScope = (scope: readonly string[], { unitId }: Pick<Who, 'unitId'>): boolean =>
	scope.includes(unitId);
