import type { Feature } from 'geojson';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { m } from '#lib/paraglide/messages.js';
import { ago } from '#lib/time.ts';
import type { EarthquakeCard } from './schema.ts';

/** A point in a ring, larger with the magnitude; beside it the magnitude as a number, and how long ago. */
export function earthquakeLayer(
	earthquakes: readonly EarthquakeCard[],
	now: Date,
	look: MapLook
): MapLayer {
	const features = earthquakes.map(({ id, at, magnitude, occurredAt, frame }): Feature => ({
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
		properties: {
			id,
			noun: 'earthquake',
			magnitude: Math.max(0, magnitude),
			label: m.feed_quake_label({
				frame: frame === 'exercise' ? m.warning_frame_exercise() : '',
				magnitude: magnitude.toFixed(1),
				ago: ago(new Date(occurredAt), now)
			})
		}
	}));
	const radius = ['*', look.scale, ['+', 5, ['*', 1.6, ['get', 'magnitude']]]] as never;
	const edge = { 'circle-stroke-color': look.ink, 'circle-stroke-width': 2 * look.scale };
	return {
		id: 'earthquakes',
		title: m.feed_quake_layer(),
		data: { type: 'FeatureCollection', features },
		styles: [
			{
				type: 'circle',
				paint: {
					...edge,
					'circle-radius': radius,
					'circle-color': look.land,
					'circle-opacity': 0.4
				}
			},
			{ type: 'circle', paint: { 'circle-radius': 3.5 * look.scale, 'circle-color': look.ink } },
			{
				type: 'symbol',
				layout: {
					'text-field': ['get', 'label'],
					'text-size': 13 * look.scale,
					'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
					'text-radial-offset': 1.4,
					'text-justify': 'auto',
					'text-optional': true
				},
				paint: {
					'text-color': look.ink,
					'text-halo-color': look.land,
					'text-halo-width': 1.6 * look.scale
				}
			}
		],
		legend:
			earthquakes.length === 0 ? [] : [{ title: m.feed_quake_legend(), sign: { dot: look.ink } }]
	};
}
