import type { EngineMap, GeoJSONSource, LayerSpecification } from './engine.ts';
import { isTiles, type MapLayer } from './layers.ts';
import type { MapLook } from './look.ts';

/** Brings what the map shows in line with the layers asked for, in their order, changing only what differs. */
export class LayerStack {
	#map: EngineMap;
	#look: MapLook;
	#drawn = new Map<string, MapLayer>();

	constructor(map: EngineMap, look: MapLook) {
		this.#map = map;
		this.#look = look;
	}

	draw(layers: readonly MapLayer[], hidden: ReadonlySet<string>) {
		const wanted = new Set(layers.map(({ id }) => id));
		for (const id of [...this.#drawn.keys()]) if (!wanted.has(id)) this.#remove(id);

		// From the top down, so that each has the one above it to be put under.
		let above: string | undefined;
		for (const layer of layers.toReversed()) {
			const before = this.#drawn.get(layer.id);
			if (before && !isSameBut(before, layer)) this.#remove(layer.id);
			else if (before && before.data !== layer.data) this.#setData(layer);
			if (!this.#drawn.has(layer.id)) this.#add(layer, above);
			this.#drawn.set(layer.id, layer);
			for (const id of styleIds(layer)) {
				this.#map.setLayoutProperty(id, 'visibility', hidden.has(layer.id) ? 'none' : 'visible');
			}
			above = styleIds(layer)[0] ?? above;
		}
	}

	/** The ids in the style of those layers that can be clicked. */
	get selectable(): string[] {
		return [...this.#drawn.values()].filter((one) => one.selectable).flatMap(styleIds);
	}

	#setData({ id, data }: MapLayer) {
		if (!isTiles(data)) void this.#map.getSource<GeoJSONSource>(id)?.setData(data);
	}

	#add({ id, data, cluster, styles }: MapLayer, above: string | undefined) {
		if (isTiles(data)) {
			const { tiles, ...zooms } = data;
			this.#map.addSource(id, { type: 'vector', tiles: [tiles], ...zooms });
		} else {
			this.#map.addSource(id, {
				type: 'geojson',
				data,
				...(cluster && {
					cluster: true,
					clusterRadius: cluster.radius,
					clusterMaxZoom: cluster.maxZoom
				})
			});
		}
		for (const [i, style] of styles.entries()) {
			// The type of the specification is a union that spreading cannot follow.
			const full = { ...style, id: `${id}/${i}`, source: id } as LayerSpecification;
			if (full.type === 'symbol' && full.layout?.['text-field']) {
				full.layout = { ...full.layout, 'text-font': this.#look.fonts };
			}
			this.#map.addLayer(full, above);
		}
	}

	#remove(id: string) {
		const layer = this.#drawn.get(id);
		if (!layer) return;
		for (const styleId of styleIds(layer)) this.#map.removeLayer(styleId);
		this.#map.removeSource(id);
		this.#drawn.delete(id);
	}
}

const styleIds = ({ id, styles }: MapLayer) => styles.map((_, i) => `${id}/${i}`);

/** Equal in all but the features: those are changed in place. A tile address counts as a whole. */
function isSameBut(a: MapLayer, b: MapLayer) {
	if (isTiles(a.data) !== isTiles(b.data)) return false;
	if (isTiles(b.data) && JSON.stringify(a.data) !== JSON.stringify(b.data)) return false;
	return (
		(a.styles === b.styles || JSON.stringify(a.styles) === JSON.stringify(b.styles)) &&
		JSON.stringify(a.cluster) === JSON.stringify(b.cluster)
	);
}
