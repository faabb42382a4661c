import { z } from 'zod';

/** A WGS84 point in degrees. Always named fields: CAP says lat,lon and GeoJSON lon,lat. */
export const LonLat = z.object({
	lon: z.number().min(-180).max(180),
	lat: z.number().min(-90).max(90)
});
export type LonLat = z.infer<typeof LonLat>;

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
