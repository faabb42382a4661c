import type { Geometry } from 'geojson';
import { z } from 'zod';

/** A WGS84 point in degrees. Always named fields: CAP says lat,lon and GeoJSON lon,lat. */
export const LonLat = z.object({
	lon: z.number().min(-180).max(180),
	lat: z.number().min(-90).max(90)
});
export type LonLat = z.infer<typeof LonLat>;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Where something is: point, line or area, as GeoJSON in WGS84. */
export const Shape = z.discriminatedUnion('type', [
	z.object({ type: z.literal('Point'), coordinates: position }),
	z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2).max(2000) }),
	z.object({
		type: z.literal('Polygon'),
		coordinates: z.array(z.array(position).min(4).max(2000)).min(1).max(10)
	})
]) satisfies z.ZodType<Geometry>;
export type Shape = z.infer<typeof Shape>;

/** A box in WGS84 degrees. */
export type Box = { west: number; south: number; east: number; north: number };

const EARTH_RADIUS_KM = 6371.0088;

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
