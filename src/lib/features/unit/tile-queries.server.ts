import { sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import type { UnitTile } from './schema.ts';
import { unit } from './tables.server.ts';

/** Width of the world in the metres of Web Mercator. */
const WORLD_M = 40_075_016.68;
/** Units inside a tile, per side; and how far shapes go over its edge, so that their own edges do not show there. */
const EXTENT = 4096;
const BUFFER = 64;
/** Screen pixels of a tile's side. */
const SIDE_PIXELS = 512;
/** Counties are a pixel or two below this zoom. */
const COUNTIES_FROM_ZOOM = 4;

/** Grows and shrinks with the kind: 1 the province, 2 cities, 3 counties. */
const rank = sql`case ${unit.kind} when 'province' then 1 when 'city' then 2 when 'zone' then 2 else 3 end`;
const inForce = sql`(${unit.validTo} is null or ${unit.validTo} > current_date)`;

/**
 * A Mapbox vector tile of the governments in force. Layer `area`: boundaries; layer `label`: seats. Both with
 * `id`, `kind`, `rank`, `nameEn` and `name`, which is the short name in Chinese or, asked for English, the same
 * as `nameEn`. Lines are simplified to half a pixel. Null: nothing there. 5 ms or less for Jilin.
 */
export async function unitTile(
	db: Reader,
	{ z, x, y, language }: UnitTile
): Promise<Uint8Array | null> {
	const tileM = WORLD_M / 2 ** z;
	const name = language === 'en' ? unit.nameEn : unit.shortName;
	const columns = sql`${unit.id} as id, ${unit.kind} as kind, ${rank} as rank, ${name} as name, ${unit.nameEn} as "nameEn"`;
	// The box in degrees, a little larger, so that the GiST index on the stored column serves.
	const nearby = sql`ST_Transform(ST_Expand(box.env, ${(tileM * BUFFER) / EXTENT}), 4326)`;
	const deepest = z < COUNTIES_FROM_ZOOM ? 2 : 3;
	const [row] = await db.execute<{ tile: Uint8Array }>(sql`
		with box as (select ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int) as env),
		area as (
			select ${columns}, ST_AsMVTGeom(
				ST_Simplify(ST_Transform(${unit.boundary}, 3857), ${tileM / SIDE_PIXELS / 2}, true),
				box.env, ${EXTENT}::int, ${BUFFER}::int) as geom
			from ${unit}, box
			where ${unit.boundary} && ${nearby} and ${inForce} and ${rank} <= ${deepest}
		),
		label as (
			select ${columns}, ST_AsMVTGeom(ST_Transform(${unit.centre}, 3857), box.env, ${EXTENT}::int, ${BUFFER}::int) as geom
			from ${unit}, box
			where ${unit.kind} <> 'agency' and ${unit.centre} && ${nearby} and ${inForce} and ${rank} <= ${deepest}
		)
		select (select coalesce(ST_AsMVT(area, 'area', ${EXTENT}::int, 'geom'), '') from area where geom is not null)
			|| (select coalesce(ST_AsMVT(label, 'label', ${EXTENT}::int, 'geom'), '') from label where geom is not null)
			as tile`);
	return row && row.tile.length > 0 ? row.tile : null;
}

/** Changes whenever any unit does: goes into the address of a tile, which may then be kept for ever. */
export async function unitsVersion(db: Reader): Promise<string> {
	const [row] = await db.execute<{ version: string }>(sql`
		select left(md5(coalesce(string_agg(id || ' ' || xmin::text, ',' order by id), '')
			|| current_date), 12) as version from ${unit}`);
	return row?.version ?? '';
}
