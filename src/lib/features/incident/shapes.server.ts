import { sql } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { AREA_MARGIN_KM } from '../report/rules.ts';
import type { Shape } from './schema.ts';

const geometryOf = (shape: Shape) =>
	sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(shape)}), 4326)`;

/** Why the shape cannot be an incident's place, as a sentence; null where it can (IN9). */
export async function shapeProblem(reader: Reader, shape: Shape): Promise<string | null> {
	const [found] = await reader.execute<{ valid: boolean; extent: number; near: boolean }>(sql`
		with given as (select ${geometryOf(shape)} as shape),
			home as (select boundary from unit where id = (select unit_id from node limit 1))
		select ST_IsValid(shape) as valid,
			ST_Length(shape) + ST_Area(shape) as extent,
			coalesce((
				select ST_Covers(boundary, shape) or not exists (
					select from ST_DumpPoints(shape) as corner
					where not ST_DWithin(corner.geom::geography, boundary::geography, ${AREA_MARGIN_KM * 1000})
				) from home
			), true) as near
		from given`);
	invariant(found, 'a select without a table has one row');
	if (shape.type !== 'Point' && found.extent === 0) return m.incident_shape_empty();
	if (!found.valid) return m.incident_shape_crosses();
	return found.near ? null : m.incident_shape_outside({ km: AREA_MARGIN_KM });
}

/** A point of the shape to stand for it: the point, the middle of the line, one surely inside the area. */
export async function middleOf(reader: Reader, shape: Shape): Promise<LonLat> {
	if (shape.type === 'Point') {
		const [lon, lat] = shape.coordinates;
		return { lon, lat };
	}
	const middle =
		shape.type === 'Polygon'
			? sql`ST_PointOnSurface(shape)`
			: sql`ST_LineInterpolatePoint(shape, 0.5)`;
	const [found] = await reader.execute<LonLat>(sql`
		select ST_X(middle) as lon, ST_Y(middle) as lat
		from (select ${middle} as middle from (select ${geometryOf(shape)} as shape) as given) as found`);
	invariant(found, 'a select without a table has one row');
	return { lon: found.lon, lat: found.lat };
}
