import type { FeatureCollection } from 'geojson';
import type { BadgeShape } from './badges.ts';
import type { LayerSpecification } from './engine.ts';

type Unsourced<L> = L extends { id: string } ? Omit<L, 'id' | 'source' | 'source-layer'> : never;
/** A layer of the style language without its names: they come from the `MapLayer` that holds it. */
export type StyleLayer = Unsourced<LayerSpecification> & { 'source-layer'?: string };

export type LegendLine = {
	title: string;
	/** A mark icon's name, a badge with its letter, or a patch of colour, filled, as a line, or a dot in a ring. */
	sign:
		| { icon: string }
		| { badge: BadgeShape; letter: string }
		| { fill: string; edge?: string; hatched?: boolean }
		| { line: string }
		| { dot: string };
};

/**
 * What a feature folder hands to the map. A point with the property `pulsing: true` gets a beating ring until it has
 * no more; texts are drawn with the fonts of the page.
 */
export type MapLayer = {
	id: string;
	/** Its name in the layer list; without one it is part of the ground and cannot be hidden. */
	title?: string;
	data: FeatureCollection | { tiles: string; minzoom?: number; maxzoom?: number };
	/** Groups points closer than `radius` pixels below `maxZoom`; the groups have `point_count`. */
	cluster?: { radius: number; maxZoom: number };
	styles: readonly StyleLayer[];
	legend?: readonly LegendLine[];
	/** Features can be clicked. */
	selectable?: boolean;
	/** Of a tile layer: the texts that it may show, so that their characters are there before they are drawn. */
	texts?: readonly string[];
};

export const isTiles = (
	data: MapLayer['data']
): data is Exclude<MapLayer['data'], FeatureCollection> => 'tiles' in data;

/** Every text that a layer may draw. Of GeoJSON: all its string properties. */
export function* textsOf(layer: MapLayer): Iterable<string> {
	if (!layer.styles.some((style) => style.type === 'symbol')) return;
	yield* layer.texts ?? [];
	if (isTiles(layer.data)) return;
	for (const { properties } of layer.data.features) {
		for (const value of Object.values(properties ?? {})) if (typeof value === 'string') yield value;
	}
}
