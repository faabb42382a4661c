import type { Geometry } from 'geojson';
import { distanceKm, type LonLat } from '#lib/geo.ts';

/** What is being drawn by clicks on the map. `distance` is a line that only its length is wanted of. */
export type SketchKind = 'point' | 'line' | 'area' | 'distance';

const least: Record<SketchKind, number> = { point: 1, line: 2, area: 3, distance: 2 };

/** The points after a click: a point moves, the others grow. A second click on the last place adds nothing. */
export function withPoint(kind: SketchKind, points: readonly LonLat[], point: LonLat): LonLat[] {
	if (kind === 'point') return [point];
	const last = points.at(-1);
	return last && distanceKm(last, point) < 0.001 ? [...points] : [...points, point];
}

export const isComplete = (kind: SketchKind, points: readonly LonLat[]) =>
	points.length >= least[kind];

/** What the points make so far, unfinished areas as lines; null without a point. */
export function sketchGeometry(kind: SketchKind, points: readonly LonLat[]): Geometry | null {
	const run = points.map(({ lon, lat }) => [lon, lat]);
	const [first] = run;
	if (!first) return null;
	if (run.length === 1) return { type: 'Point', coordinates: first };
	if (kind !== 'area' || run.length < 3) return { type: 'LineString', coordinates: run };
	return { type: 'Polygon', coordinates: [[...run, first]] };
}

/** Length along the points in kilometres. */
export function lengthKm(points: readonly LonLat[]): number {
	return points.reduce((sum, point, i) => {
		const before = points[i - 1];
		return before ? sum + distanceKm(before, point) : 0;
	}, 0);
}

/** 0.85 km, 12.3 km, 128 km: three figures are what a finger on a map is good for. */
export function roundKm(km: number): string {
	return km < 10 ? km.toFixed(2) : km < 100 ? km.toFixed(1) : km.toFixed(0);
}
