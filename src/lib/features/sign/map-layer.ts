import type { Feature, Geometry, Position } from 'geojson';
import type { LegendLine, MapLayer } from '#lib/map/layers.ts';
import type { PlateIcon } from '#lib/map/mark-icons.ts';
import type { MapLook } from '#lib/map/look.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Shape } from '../incident/schema.ts';
import { arrowsOf, familyColours, familyOf, type SignFamily } from './rules.ts';
import type { SignCard } from './schema.ts';
import { familyNames } from './words.ts';

/** Dash patterns in widths of the line: what tells lines and edges apart without colour. */
const dashes = {
	solid: null,
	isolation: [3, 1, 0.6, 1],
	dashed: [3, 2]
} as const;

/** Signs of GB/T 35649-2017 on an incident's map: plates with a letter, lines and edges by their pattern, arrows, words (SG4). */
export function signLayer(signs: readonly SignCard[], look: MapLook): MapLayer {
	const features = signs.flatMap(featuresOf);
	return {
		id: 'signs',
		title: m.sign_layer(),
		selectable: true,
		data: { type: 'FeatureCollection', features },
		styles: [
			{
				type: 'fill',
				filter: ['==', ['geometry-type'], 'Polygon'],
				paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.12 }
			},
			...edgeStyles(look),
			arrowStyle(look),
			plateStyle(look),
			labelStyle(look)
		],
		legend: legendOf(signs)
	};
}

const edgeStyles = (look: MapLook): MapLayer['styles'] =>
	Object.entries(dashes).map(([name, dash]) => ({
		type: 'line',
		filter: [
			'all',
			['!=', ['geometry-type'], 'Point'],
			['==', ['get', 'part'], 'shape'],
			['==', ['get', 'dash'], name]
		],
		layout: { 'line-join': 'round' },
		paint: {
			'line-color': ['get', 'colour'],
			'line-width': 3 * look.scale,
			...(dash && { 'line-dasharray': [...dash] })
		}
	}));

/** Upright to the left of the way: of an area's edge, which runs against the clock, that is inside. */
const arrowStyle = (look: MapLook): MapLayer['styles'][number] => ({
	type: 'symbol',
	filter: ['==', ['get', 'part'], 'edge'],
	layout: {
		'symbol-placement': 'line',
		'symbol-spacing': 60 * look.scale,
		'text-field': ['get', 'arrow'],
		'text-size': 16 * look.scale,
		'text-keep-upright': false,
		'text-rotation-alignment': 'map',
		'text-allow-overlap': true,
		'text-ignore-placement': true
	},
	paint: {
		'text-color': ['get', 'colour'],
		'text-halo-color': look.land,
		'text-halo-width': 1.5 * look.scale
	}
});

const plateStyle = (look: MapLook): MapLayer['styles'][number] => ({
	type: 'symbol',
	filter: ['==', ['get', 'part'], 'plate'],
	layout: {
		'icon-image': ['get', 'icon'],
		'icon-allow-overlap': true,
		'icon-ignore-placement': true,
		'text-field': ['get', 'letter'],
		'text-size': 14 * look.scale,
		'text-allow-overlap': true,
		'text-ignore-placement': true
	},
	paint: { 'text-color': ['get', 'letterInk'] }
});

const labelStyle = (look: MapLook): MapLayer['styles'][number] => ({
	type: 'symbol',
	filter: ['any', ['==', ['get', 'part'], 'plate'], ['==', ['get', 'part'], 'words']],
	layout: {
		'text-field': ['get', 'label'],
		'text-size': 14 * look.scale,
		'text-anchor': 'top',
		'text-offset': [0, 1.2],
		'text-allow-overlap': true
	},
	paint: {
		'text-color': look.ink,
		'text-halo-color': look.land,
		'text-halo-width': 2 * look.scale
	}
});

/** One sign is its shape, the arrows along it, and the words at its middle. */
function featuresOf({ id, code, label, shape }: SignCard): Feature[] {
	const family = familyOf(code);
	const about = { id, noun: 'sign', colour: familyColours[family], label };
	if (shape.type === 'Point') {
		const part = family === 'free' ? 'words' : 'plate';
		const plate = { letter: code.slice(0, 2), letterInk: inkOn(family), icon: plateOf[family] };
		return [feature(shape, { ...about, ...plate, part })];
	}
	const arrows = arrowsOf(code);
	const dash = code === 'E10100' ? 'isolation' : dashOf(arrows);
	const edge = edgeOf(shape);
	return [
		feature(shape, { ...about, part: 'shape', dash }),
		feature({ type: 'Point', coordinates: middleOf(shape) }, { ...about, part: 'words' }),
		...(arrows === null
			? []
			: [
					feature(edge, {
						...about,
						part: 'edge',
						arrow: { in: '▲', out: '▼', along: '▶' }[arrows]
					})
				])
	];
}

const dashOf = (arrows: ReturnType<typeof arrowsOf>) =>
	arrows === 'out' || arrows === 'along' ? 'dashed' : 'solid';

const feature = (geometry: Geometry, properties: Record<string, string>): Feature => ({
	type: 'Feature',
	geometry,
	properties
});

const plateOf: Record<SignFamily, PlateIcon> = {
	event: 'plate-red',
	hazard: 'plate-yellow',
	target: 'plate-blue',
	resource: 'plate-green',
	line: 'plate-red',
	area: 'plate-red',
	free: 'plate-red'
};

/** Blue and red carry white letters, yellow and green black ones. */
const inkOn = (family: SignFamily) =>
	family === 'hazard' || family === 'resource' ? '#000000' : '#ffffff';

/** The line, or the area's outer edge against the clock. */
function edgeOf(shape: Exclude<Shape, { type: 'Point' }>): Geometry {
	if (shape.type === 'LineString') return shape;
	const ring = shape.coordinates[0] ?? [];
	return { type: 'LineString', coordinates: areaOf(ring) < 0 ? ring.toReversed() : ring };
}

/** Twice the signed area: positive against the clock. */
const areaOf = (ring: readonly Position[]) =>
	ring.reduce((sum, [x = 0, y = 0], i) => {
		const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
		return sum + x * nextY - nextX * y;
	}, 0);

/** Of a line its middle corner, of an area the mean of its corners: where the words stand. */
function middleOf(shape: Exclude<Shape, { type: 'Point' }>): Position {
	if (shape.type === 'LineString') {
		return shape.coordinates[Math.floor(shape.coordinates.length / 2)] ?? [0, 0];
	}
	const corners = (shape.coordinates[0] ?? []).slice(1);
	const mean = (axis: 0 | 1) =>
		corners.reduce((sum, corner) => sum + corner[axis], 0) / Math.max(1, corners.length);
	return [mean(0), mean(1)];
}

/** The families that are on the map now. */
function legendOf(signs: readonly SignCard[]): LegendLine[] {
	const there = new Set(signs.map(({ code }) => familyOf(code)));
	return (Object.keys(familyColours) as SignFamily[])
		.filter((family) => there.has(family))
		.map((family) => ({
			title: familyNames[family](),
			sign:
				family === 'line' || family === 'free'
					? { line: familyColours[family] }
					: { fill: familyColours[family], edge: '#000000' }
		}));
}
