import { authorize } from '#lib/server/authorize.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { report } from './tables.server.ts';

/** Who sees which reports (RP1). Every read asks here: of their attachments and their links, too. */

/** Refuses whoever may not read reports at all: administrators do not, by office (RP1). */
export function authorizeReading(who: Who) {
	authorize('report.read', who, may(who, 'report.read', [who.unitId]));
}

/** True where the report lies in the person's sight. */
export const visibleReport = (who: Pick<Who, 'unitId'>) => inScope(report.scope, who);
