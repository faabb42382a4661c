import { sql } from 'drizzle-orm';

/** Ids of the units that read an owner's sheets: its path, and all below it (KN2). */
export const readersOf = (ownerUnitId: string) => sql<string[]>`(
	select array_agg(id order by id) from unit
	where ${ownerUnitId} = any(path) or id = any((select path from unit where id = ${ownerUnitId})::text[]))`;
