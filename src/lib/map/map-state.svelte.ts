import { SvelteSet } from 'svelte/reactivity';
import type { Box, LonLat } from '#lib/geo.ts';
import type { EngineMap, MapMouseEvent } from './engine.ts';
import type { ShownMap } from './map.svelte.ts';
import { withPoint } from './sketch.ts';

export type Selected = { layer: string; properties: Record<string, unknown>; at: LonLat };

/** What a person does with one map: looks at a place, draws, measures, hides layers. */
export class MapState {
	shown = $state.raw<ShownMap | null>(null);
	hidden = new SvelteSet<string>();
	notice = $state('');
	/** What the coordinates are of: under the pointer, or the middle while the keyboard has the map. */
	at = $state.raw<LonLat | null>(null);
	view = $state.raw<{ lat: number; zoom: number } | null>(null);
	/** The keyboard has the map: the cross in the middle is the pointer. */
	byKeys = $state(false);
	measuring = $state(false);
	measured = $state.raw<LonLat[]>([]);
	#onpoint: (point: LonLat) => void;
	#onselect: (selected: Selected) => void;

	constructor(onpoint: (point: LonLat) => void, onselect: (selected: Selected) => void) {
		this.#onpoint = onpoint;
		this.#onselect = onselect;
	}

	start(shown: ShownMap, isSketching: () => boolean) {
		this.shown = shown;
		const { map } = shown;
		const look = () => (this.view = { lat: map.getCenter().lat, zoom: map.getZoom() });
		look();
		map.on('move', () => {
			look();
			if (this.byKeys) this.at = place(map.getCenter());
		});
		map.on('mousemove', ({ lngLat }) => (this.at = place(lngLat)));
		map.on('mouseout', () => (this.at = null));
		map.on('click', (event) => {
			if (this.measuring || isSketching()) this.takePoint(place(event.lngLat));
			else this.#select(shown, event);
		});
		// A double click ends a line; it must not also zoom.
		map.on('dblclick', (event) => {
			if (this.measuring || isSketching()) event.preventDefault();
		});
	}

	/** The map got or lost the keyboard. */
	focus(byKeys: boolean) {
		this.byKeys = byKeys;
		this.at = byKeys && this.shown ? place(this.shown.map.getCenter()) : null;
	}

	takePoint(point: LonLat) {
		if (this.measuring) this.measured = withPoint('distance', this.measured, point);
		else this.#onpoint(point);
	}

	takeCentre() {
		if (this.shown) this.takePoint(place(this.shown.map.getCenter()));
	}

	measure(on: boolean) {
		this.measuring = on;
		this.measured = [];
	}

	go(to: { at?: LonLat; box?: Box }) {
		const { map, look } = this.shown ?? {};
		if (!map || !look) return;
		const padding = 24 * look.scale;
		// What was chosen may have just made room for itself beside the map: to fly in the old size would miss the middle.
		map.resize();
		if (to.box) map.fitBounds([to.box.west, to.box.south, to.box.east, to.box.north], { padding });
		else if (to.at)
			map.flyTo({ center: [to.at.lon, to.at.lat], zoom: Math.max(map.getZoom(), 11) });
	}

	#select({ map, stack }: ShownMap, { point, lngLat }: MapMouseEvent) {
		const layers = stack.selectable;
		const here = layers.length > 0 ? map.queryRenderedFeatures(point, { layers }) : [];
		// An area covers what lies in it, and must not take the click from a mark there.
		const found = here.find(({ geometry }) => !geometry.type.endsWith('Polygon')) ?? here[0];
		if (!found) return;
		if (found.properties['cluster'] === true)
			map.easeTo({ center: lngLat, zoom: map.getZoom() + 2 });
		else this.#onselect({ layer: found.source, properties: found.properties, at: place(lngLat) });
	}
}

/** Six decimals of a degree are a hand's breadth: more is noise in a report. */
const place = ({ lng, lat }: ReturnType<EngineMap['getCenter']>): LonLat => ({
	lon: Math.round(lng * 1e6) / 1e6,
	lat: Math.round(lat * 1e6) / 1e6
});
