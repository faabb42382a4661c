import { sql } from 'drizzle-orm';
import type { LonLat, Shape } from '#lib/geo.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { AREA_MARGIN_KM } from '../report/rules.ts';
import { unit } from '../unit/tables.server.ts';

/** What follows from where something stands. */
export type Ground = {
	/** The smallest unit whose boundary holds the point, with those above it; none outside all. */
	placeUnitId: string | null;
	path: string[];
	/** Not further than the margin outside the node's area. */
	isNear: boolean;
	isShapeValid: boolean;
};

/** The ground of each, in their order. One statement, however many: some 0.2 ms each. */
export async function groundsOf(
	tx: Pick<Tx, 'execute'>,
	places: readonly { at: LonLat; shape: Shape | null }[]
): Promise<Ground[]> {
	const given = JSON.stringify(
		places.map(({ at, shape }, i) => ({ i, lon: at.lon, lat: at.lat, shape }))
	);
	const rows = await tx.execute<Ground>(sql`
		with home as (select boundary from ${unit} where id = (select unit_id from node limit 1)),
		given as materialized (
			select i, ST_SetSRID(ST_MakePoint(lon, lat), 4326) as at,
				case when jsonb_typeof(shape) = 'object'
					then ST_SetSRID(ST_GeomFromGeoJSON(shape), 4326) end as shape
			from jsonb_to_recordset(${given}::jsonb) as row(i int, lon float8, lat float8, shape jsonb)
		)
		select ground.id as "placeUnitId", coalesce(ground.path, '{}') as path,
			ground.id is not null or coalesce((select ST_DWithin(boundary::geography, given.at::geography,
				${AREA_MARGIN_KM * 1000}) from home), true) as "isNear",
			given.shape is null or (ST_IsValid(given.shape)
				and (ST_GeometryType(given.shape) = 'ST_Point'
					or ST_Length(given.shape) + ST_Area(given.shape) > 0)) as "isShapeValid"
		from given
		left join lateral (
			select id, path from ${unit}
			where ST_Covers(boundary, given.at) and (valid_to is null or valid_to > current_date)
			order by array_length(path, 1) desc limit 1
		) ground on true
		order by given.i`);
	return [...rows];
}
