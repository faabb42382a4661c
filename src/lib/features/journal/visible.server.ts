import { sql } from 'drizzle-orm';
import { journal } from '#lib/server/journal/tables.server.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may } from './permissions.ts';

/** True of the lines that the person's unit sees: what its screens follow. None for administrators. The audit asks otherwise (JO2). */
export const visibleLine = (who: Who) =>
	may(who, 'journal.read', who.unitPath) ? inScope(journal.scope, who) : sql`false`;
