import { csvText } from '#lib/csv.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { listUnits } from '../unit/queries.server.ts';
import { cellsOf } from './csv-columns.ts';
import { headingRow, unitFinder } from './import.server.ts';
import { allResources } from './queries.server.ts';
import type { ResourceFilter } from './schema.ts';

/** What the filter finds as a file that can be imported again and changes nothing (RS8). */
export async function exportResources(db: Db, who: Who, filter: ResourceFilter): Promise<string> {
	const cards = await allResources(db, who, filter);
	const unitOf = unitFinder(await listUnits(db));
	const owner = ({ unitId, unitName }: { unitId: string; unitName: string }) =>
		unitOf(unitName) === unitId ? unitName : unitId;
	return csvText([headingRow(), ...cards.map((card) => cellsOf(card, owner(card)))]);
}
