import type { Geometry } from 'geojson';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';

/** A WGS84 point in degrees. Always named fields: CAP says lat,lon and GeoJSON lon,lat. */
export const LonLat = z.object({
	lon: z.number().min(-180).max(180),
	lat: z.number().min(-90).max(90)
});
export type LonLat = z.infer<typeof LonLat>;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

type Position = z.infer<typeof position>;

/** No stretch of a province is longer; between points that lie opposite on the globe PostGIS knows no way. */
const MOST_EDGE_KM = 10_000;
const line = (least: number) =>
	z
		.array(position)
		.min(least)
		.max(2000)
		.refine((points) => points.every((to, i) => edgeKm(points[i - 1] ?? to, to) <= MOST_EDGE_KM), {
			error: () => m.input_shape_far({ km: MOST_EDGE_KM })
		});
const ring = line(4).refine((points) => String(points[0]) === String(points.at(-1)), {
	error: m.input_shape_open
});

/** Where something is: point, line or area, as GeoJSON in WGS84. */
export const Shape = z.discriminatedUnion('type', [
	z.object({ type: z.literal('Point'), coordinates: position }),
	z.object({ type: z.literal('LineString'), coordinates: line(2) }),
	z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(10) })
]) satisfies z.ZodType<Geometry>;
export type Shape = z.infer<typeof Shape>;

/** A box in WGS84 degrees. */
export type Box = { west: number; south: number; east: number; north: number };

const EARTH_RADIUS_KM = 6371.0088;

const edgeKm = (from: Position, to: Position) =>
	distanceKm({ lon: from[0], lat: from[1] }, { lon: to[0], lat: to[1] });

/** Great-circle distance in kilometres (haversine on the mean Earth radius; within 0.5 % of the ellipsoid). */
export function distanceKm(a: LonLat, b: LonLat): number {
	const rad = Math.PI / 180;
	const dLat = (b.lat - a.lat) * rad;
	const dLon = (b.lon - a.lon) * rad;
	const h =
		Math.sin(dLat / 2) ** 2 +
		Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
	return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
