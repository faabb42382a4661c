import type { FeatureCollection } from 'geojson';
import type { LonLat } from '#lib/geo.ts';
import type { MapLayer } from './layers.ts';
import type { MapLook } from './look.ts';
import { sketchGeometry, type SketchKind } from './sketch.ts';

/** What is being drawn, on top of everything. */
export function sketchLayer(kind: SketchKind, points: readonly LonLat[], look: MapLook): MapLayer {
	const geometry = sketchGeometry(kind, points);
	const corners = points.map(({ lon, lat }) => ({
		type: 'Feature' as const,
		properties: {},
		geometry: { type: 'Point' as const, coordinates: [lon, lat] }
	}));
	const data: FeatureCollection = {
		type: 'FeatureCollection',
		features: geometry ? [{ type: 'Feature', properties: {}, geometry }, ...corners] : []
	};
	return {
		id: 'sketch',
		data,
		styles: [
			{
				type: 'fill',
				filter: ['==', ['geometry-type'], 'Polygon'],
				paint: { 'fill-color': look.accent, 'fill-opacity': 0.2 }
			},
			{
				type: 'line',
				filter: ['!=', ['geometry-type'], 'Point'],
				paint: {
					'line-color': look.accent,
					'line-width': 2.5 * look.scale,
					...(kind === 'distance' && { 'line-dasharray': [2, 1.5] })
				}
			},
			{
				type: 'circle',
				filter: ['==', ['geometry-type'], 'Point'],
				paint: {
					'circle-radius': (kind === 'point' ? 8 : 4) * look.scale,
					'circle-color': look.accent,
					'circle-stroke-color': look.ink,
					'circle-stroke-width': 1.5 * look.scale
				}
			}
		]
	};
}
