import { sql } from 'drizzle-orm';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';
import { clock } from './tables.server.ts';

/** Who sees which clocks (CL8). Every read asks here. */

/** True where the clock's matter is one of the person's unit. Who may stop clocks need not be one who reads reports. */
export const clockInScope = (who: Who) => inScope(clock.scope, who);

/** True where the person sees the clock: who reads reports does, where the matter is seen. Administrators do not, by their office alone. */
export const visibleClock = (who: Who) =>
	may(who, 'clock.read', who.unitPath) ? clockInScope(who) : sql`false`;
