import { sql, type SQL } from 'drizzle-orm';
import { customType, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Box, LonLat } from '#lib/geo.ts';

/** A WGS84 point. Columns of this type read and write `LonLat`; nobody else parses geometry. */
export const point = customType<{ data: LonLat; driverData: string }>({
	dataType: () => 'geometry(Point, 4326)',
	toDriver: ({ lon, lat }) => sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326)`,
	fromDriver: readPoint
});

/** Any WGS84 geometry, written as GeoJSON. To read it, select `asGeoJson(column)`. */
export const geometry = customType<{ data: Geometry; driverData: string }>({
	dataType: () => 'geometry(Geometry, 4326)',
	toDriver: (shape) => sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(shape)}), 4326)`
});

/** An area in WGS84, written as GeoJSON. To read it, select `asGeoJson(column)`. */
export const area = customType<{ data: Polygon | MultiPolygon; driverData: string }>({
	dataType: () => 'geometry(MultiPolygon, 4326)',
	toDriver: (shape) => sql`ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(shape)}), 4326))`
});

/** The column as a GeoJSON geometry with six decimals (0.1 m). */
export const asGeoJson = (column: AnyPgColumn): SQL<Geometry | null> =>
	sql<Geometry | null>`ST_AsGeoJSON(${column}, 6)::json`;

/** The point as SQL, for comparisons. */
export const pointSql = ({ lon, lat }: LonLat): SQL =>
	sql`ST_SetSRID(ST_MakePoint(${lon}::float8, ${lat}::float8), 4326)`;

/** True where `column` lies in the box. Uses the GiST index. */
export function inBox(column: AnyPgColumn, { west, south, east, north }: Box): SQL {
	return sql`${column} && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`;
}

/** Metres between the column and the point, on the ellipsoid. */
export const metresFrom = (column: AnyPgColumn, at: LonLat): SQL<number> =>
	sql<number>`ST_Distance(${column}::geography, ${pointSql(at)}::geography)`;

/** True where the column lies within `metres` of the point. Needs a GiST index on `(column::geography)` to be fast. */
export const within = (column: AnyPgColumn, at: LonLat, metres: number): SQL =>
	sql`ST_DWithin(${column}::geography, ${pointSql(at)}::geography, ${metres})`;

/** EWKB, hex: byte order, type and flags, SRID, then two doubles. PostgreSQL sends little-endian here. */
function readPoint(hex: string): LonLat {
	const bytes = Buffer.from(hex, 'hex');
	return { lon: bytes.readDoubleLE(9), lat: bytes.readDoubleLE(17) };
}
