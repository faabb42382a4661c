import type { Geometry, Position } from 'geojson';
import type { Box } from '#lib/geo.ts';

/** About 6 km: a small area with the ground around it. Degrees. */
const LEAST_MARGIN = 0.06;

/** The box of a warning's area, with some room around. */
export function boxOfShape(shape: Geometry): Box {
	const corners = cornersOf(shape);
	const [lons, lats] = [corners.map(([lon = 0]) => lon), corners.map(([, lat = 0]) => lat)];
	const least = (all: number[]) => all.reduce((a, b) => Math.min(a, b), Infinity);
	const most = (all: number[]) => all.reduce((a, b) => Math.max(a, b), -Infinity);
	const [west, east, south, north] = [least(lons), most(lons), least(lats), most(lats)];
	const margin = Math.max(LEAST_MARGIN, (east - west) / 8, (north - south) / 8);
	return {
		west: Math.max(-180, west - margin),
		east: Math.min(180, east + margin),
		south: Math.max(-85, south - margin),
		north: Math.min(85, north + margin)
	};
}

function cornersOf(shape: Geometry): Position[] {
	if (shape.type === 'GeometryCollection') return shape.geometries.flatMap(cornersOf);
	if (shape.type === 'Point') return [shape.coordinates];
	const depth = { LineString: 0, MultiPoint: 0, Polygon: 1, MultiLineString: 1, MultiPolygon: 2 };
	return (shape.coordinates as unknown[]).flat(depth[shape.type]) as Position[];
}
