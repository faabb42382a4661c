import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { unit } from './tables.server.ts';

/** Whose node this is. */
export type NodeUnit = { id: string; name: string; nameEn: string; demonstration: boolean };

/** The unit whose node this is; null before anybody said so. */
export async function nodeUnit(db: Reader): Promise<NodeUnit | null> {
	const [found] = await db
		.select({
			id: unit.id,
			name: unit.name,
			nameEn: unit.nameEn,
			demonstration: node.demonstration
		})
		.from(node)
		.innerJoin(unit, eq(unit.id, node.unitId))
		.limit(1);
	return found ? { ...found, demonstration: found.demonstration === 'true' } : null;
}
