import { authorize } from '#lib/server/authorize.ts';
import { inScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { may } from './permissions.ts';

/** Who sees which people (PE11). Every read asks here. */

/** Refuses whoever may not see people at all. */
export function authorizeReading(who: Who) {
	authorize('person.read', who, may(who, 'person.read', who.unitPath));
}

/** True of the people of the person's unit and those below it. For a query that has `unit` joined to it. */
export const visiblePerson = (who: Who) => inScope(unit.path, who);

/** The same of a card that is at hand. */
export const seesPerson = (card: { unitPath: string[] }, who: Who) =>
	may(who, 'person.read', card.unitPath);
