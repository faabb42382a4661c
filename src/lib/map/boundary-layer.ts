import type { MapLayer, StyleLayer } from './layers.ts';
import type { MapLook } from './look.ts';

/**
 * The ground: nested areas as land, edges and names. Features carry `rank` (1 the whole, 2 its parts, 3 their parts) and
 * `name`; `labels` are points, because a name put into an area by the engine would repeat in each tile.
 * As tiles: one layer `area`, one layer `label`, with the same properties; give their names as `texts`.
 */
export function boundaryLayers(
	source: { areas: MapLayer['data']; labels: MapLayer['data']; texts?: readonly string[] },
	look: MapLook
): MapLayer[] {
	const edges: StyleLayer[] = ([3, 2, 1] as const).map((rank) => ({
		type: 'line',
		filter: ['==', ['get', 'rank'], rank],
		layout: { 'line-join': 'round' },
		paint: {
			'line-color': look.edge,
			'line-opacity': { 1: 1, 2: 0.9, 3: 0.45 }[rank],
			'line-width': { 1: 2, 2: 1.2, 3: 0.6 }[rank] * look.scale
		},
		'source-layer': 'area'
	}));
	const land: StyleLayer = {
		type: 'fill',
		filter: ['==', ['get', 'rank'], 1],
		paint: { 'fill-color': look.land },
		'source-layer': 'area'
	};
	const names: StyleLayer[] = [name(3, look), name(2, look)];
	return [
		{ id: 'ground', data: source.areas, styles: forData(source.areas, [land, ...edges]) },
		{
			id: 'names',
			data: source.labels,
			styles: forData(source.labels, names),
			...(source.texts && { texts: source.texts })
		}
	];
}

function name(rank: 2 | 3, look: MapLook): StyleLayer {
	const size = { 2: 15, 3: 12.5 }[rank] * look.scale;
	return {
		type: 'symbol',
		filter: ['==', ['get', 'rank'], rank],
		...(rank === 3 && { minzoom: 6.2 + Math.log2(look.scale) }),
		layout: {
			'text-field': ['get', 'name'],
			'text-size': size,
			'text-letter-spacing': rank === 2 ? 0.12 : 0.04,
			'text-padding': 3 * look.scale,
			'symbol-sort-key': rank
		},
		paint: {
			'text-color': look.inkSoft,
			'text-opacity': rank === 2 ? 1 : 0.75,
			'text-halo-color': look.land,
			'text-halo-width': 1.4 * look.scale
		},
		'source-layer': 'label'
	};
}

/** GeoJSON has no layers inside; naming one would be refused. */
function forData(data: MapLayer['data'], styles: StyleLayer[]): StyleLayer[] {
	if ('tiles' in data) return styles;
	return styles.map((style) => {
		const { 'source-layer': _, ...rest } = style;
		return rest;
	});
}
