import { sql } from 'drizzle-orm';
import { Failure, invariant } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { unitAt } from '../unit/queries.server.ts';
import type { Shape } from './schema.ts';
import { shapeProblem } from './shapes.server.ts';

/** An incident's shape has at most so many points. */
const MOST_POINTS = 1500;
/** Degrees; some 200 m. */
const TOLERANCE = 0.002;

type Part = { area: Shape | null; at: LonLat | null };

/**
 * Where an incident from this warning is: the part of its area on the unit's own ground, where it is in one piece,
 * else a point in it; away from that ground the area itself (IN19).
 */
export async function placeOfWarning(tx: Tx, who: Who, warningId: string) {
	const [part] = await tx.execute<Part>(sql`
		with given as (
			select warning.shape, (select boundary from unit
				where boundary is not null and id = any(${sql.param(who.unitPath)}::text[])
				order by array_position(${sql.param(who.unitPath)}::text[], id) limit 1) as home
			from warning where warning.id = ${warningId}
		), own as (
			select shape, ST_CollectionExtract(ST_Intersection(shape, home), 3) as part from given
		), chosen as (
			select case when part is null or ST_IsEmpty(part) then shape else part end as area from own
		), simple as (
			select area, ST_CollectionExtract(ST_MakeValid(ST_SimplifyPreserveTopology(area, ${TOLERANCE}::float8)), 3) as plain
			from chosen
		)
		select case when ST_NumGeometries(plain) = 1 and ST_NPoints(plain) <= ${MOST_POINTS}
				then ST_AsGeoJSON(ST_GeometryN(plain, 1), 6)::json end as area,
			case when area is not null then json_build_object('lon', ST_X(ST_PointOnSurface(area)), 'lat', ST_Y(ST_PointOnSurface(area))) end as at
		from simple`);
	invariant(part, 'the act has the warning before it');
	if (!part.at) throw new Failure('conflict', m.incident_warning_nowhere());
	const { lon, lat } = part.at;
	const point: Shape = { type: 'Point', coordinates: [lon, lat] };
	const isArea = part.area !== null && (await shapeProblem(tx, part.area)) === null;
	const shape = isArea && part.area ? part.area : point;
	const problem = await shapeProblem(tx, shape);
	if (problem !== null) throw new Failure('conflict', problem);
	const there = await unitAt(tx, part.at);
	return { at: part.at, shape, placeUnitId: there?.id ?? null };
}
