import { boundaryLayers } from '#lib/map/boundary-layer.ts';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** `version` is `unit.list`'s; `names`: every name that may be drawn, so that its characters are there in time. */
export type Ground = { version: string; names: readonly string[] };

/** The units' boundaries and names as the ground of every map. */
export function groundLayers({ version, names }: Ground, look: MapLook): MapLayer[] {
	const tiles = {
		tiles: `/api/tiles/units/{z}/{x}/{y}?v=${version}&language=${getLocale()}`,
		minzoom: 0,
		maxzoom: 14
	};
	return boundaryLayers({ areas: tiles, labels: tiles, texts: names }, look);
}
