import type { Box } from '#lib/geo.ts';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ReportFull } from '../report/schema.ts';
import { unitText } from '../unit/names.ts';
import type { IncidentCard, Shape } from './schema.ts';
import type { SketchKind } from '#lib/map/sketch.ts';

/** About 6 km: a village and the road to it. Degrees. */
const LEAST_MARGIN = 0.06;

/** Where the reports say that it is, each with its unit; only points that a reporter gave himself. */
export function reportPoints(reports: readonly ReportFull[], look: MapLook): MapLayer {
	return {
		id: 'report-points',
		title: m.incident_page_map_reports(),
		selectable: true,
		data: {
			type: 'FeatureCollection',
			features: reports
				.filter(({ isPlaceExact }) => isPlaceExact)
				.map(({ id, at, unitName }) => ({
					type: 'Feature',
					geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
					properties: { id, noun: 'report', name: unitText(unitName) }
				}))
		},
		styles: [
			{
				type: 'circle',
				paint: {
					'circle-radius': 5 * look.scale,
					'circle-color': look.land,
					'circle-stroke-color': look.ink,
					'circle-stroke-width': 2 * look.scale
				}
			},
			{
				type: 'symbol',
				layout: {
					'text-field': ['get', 'name'],
					'text-size': 12 * look.scale,
					'text-anchor': 'top',
					'text-offset': [0, 0.7],
					'text-optional': true
				},
				paint: {
					'text-color': look.ink,
					'text-halo-color': look.land,
					'text-halo-width': 1.5 * look.scale
				}
			}
		],
		legend: [{ title: m.incident_page_map_reports(), sign: { fill: look.land, edge: look.ink } }]
	};
}

/** What the map shows at first: the incident and where its reports say that it is, with some room around. */
export function boxOf(card: Pick<IncidentCard, 'shape'>, points: readonly LonLat[]): Box {
	const all = [...cornersOf(card.shape), ...points];
	const lons = all.map(({ lon }) => lon);
	const lats = all.map(({ lat }) => lat);
	const [west, east, south, north] = [
		Math.min(...lons),
		Math.max(...lons),
		Math.min(...lats),
		Math.max(...lats)
	];
	const margin = Math.max(LEAST_MARGIN, (east - west) / 6, (north - south) / 6);
	return { west: west - margin, east: east + margin, south: south - margin, north: north + margin };
}

/** What was drawn, as the incident has it. The sketch is complete. */
export function shapeOf(
	kind: Exclude<SketchKind, 'distance'>,
	points: readonly LonLat[]
): Shape | null {
	const run = points.map(({ lon, lat }): [number, number] => [lon, lat]);
	const [first] = run;
	if (!first) return null;
	if (kind === 'point') return { type: 'Point', coordinates: first };
	if (kind === 'line') return { type: 'LineString', coordinates: run };
	return { type: 'Polygon', coordinates: [[...run, first]] };
}

function cornersOf(shape: Shape): LonLat[] {
	const run =
		shape.type === 'Point'
			? [shape.coordinates]
			: shape.type === 'LineString'
				? shape.coordinates
				: shape.coordinates.flat();
	return run.map(([lon, lat]) => ({ lon, lat }));
}
