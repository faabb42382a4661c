import './pulses.css';
import type { Engine, EngineMap, EngineMarker } from './engine.ts';
import { isTiles, type MapLayer } from './layers.ts';

/** More would be noise; the rest still have the ring of their icon. */
const MOST = 40;

/**
 * The beating rings. They are HTML moved by the compositor: an animated layer would redraw the whole map, on a wall eight
 * million pixels, many times a second all night.
 */
export class Pulses {
	#engine: Engine;
	#map: EngineMap;
	#shown = new Map<string, EngineMarker>();

	constructor(engine: Engine, map: EngineMap) {
		this.#engine = engine;
		this.#map = map;
	}

	draw(layers: readonly MapLayer[], hidden: ReadonlySet<string>) {
		const wanted = new Map<string, [number, number]>();
		for (const layer of layers) {
			if (hidden.has(layer.id) || isTiles(layer.data)) continue;
			for (const { geometry, properties } of layer.data.features) {
				if (geometry.type !== 'Point' || properties?.['pulsing'] !== true) continue;
				const [lon = 0, lat = 0] = geometry.coordinates;
				if (wanted.size < MOST) wanted.set(`${lon} ${lat}`, [lon, lat]);
			}
		}
		for (const [key, marker] of this.#shown) {
			if (wanted.has(key)) continue;
			marker.remove();
			this.#shown.delete(key);
		}
		for (const [key, at] of wanted) {
			if (this.#shown.has(key)) continue;
			// The engine places the outer element with `transform`, so the beat is on an inner one.
			const element = document.createElement('div');
			element.className = 'map-pulse';
			element.append(document.createElement('div'));
			this.#shown.set(key, this.#engine.createMarker(element).setLngLat(at).addTo(this.#map));
		}
	}
}
