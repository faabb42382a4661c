import { sql } from 'drizzle-orm';
import type { Box } from '#lib/geo.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { getUnit } from './queries.server.ts';
import type { Unit } from './schema.ts';
import { unit } from './tables.server.ts';

/** China's mainland and seas: what a node without any boundary yet shows. */
const EVERYTHING: Box = { west: 73, south: 18, east: 135.1, north: 53.6 };

/**
 * The unit and the box that its map shows: of its own boundary, or of the nearest unit above it that has
 * one (an agency's is its government's). Degrees.
 */
export async function unitArea(db: Reader, id: string): Promise<{ unit: Unit; box: Box }> {
	const own = await getUnit(db, id);
	const [row] = await db.execute<Box>(sql`
		select ST_XMin(boundary) as west, ST_YMin(boundary) as south, ST_XMax(boundary) as east, ST_YMax(boundary) as north
		from ${unit} where ${unit.boundary} is not null and ${unit.id} = any(${sql.param(own.path, unit.path)})
		order by array_position(${sql.param(own.path, unit.path)}, ${unit.id}) limit 1`);
	return { unit: own, box: row ? { ...row } : EVERYTHING };
}
