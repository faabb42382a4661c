import type { Attachment } from 'svelte/attachments';
import type { Box } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	isRefusal,
	loadEngine,
	type Engine,
	type EngineMap,
	type StyleSpecification
} from './engine.ts';
import { loadCharacters, newCharacters } from './label-font.ts';
import { LayerStack } from './layer-stack.ts';
import { textsOf, type MapLayer } from './layers.ts';
import { paper, readLook, type MapLook } from './look.ts';
import { addMarkIcons } from './mark-icons.ts';
import { Pulses } from './pulses.ts';

/** Nothing is hidden. A constant, not state. */
const none: ReadonlySet<string> = new Set();

export type ShownMap = { map: EngineMap; look: MapLook; stack: LayerStack };

export type MapOptions = {
	title: string;
	bounds: Box;
	/** The operator's approved base map: a style document or its address. Without it: paper. */
	base?: StyleSpecification | string | null;
	/** With one, Mapbox GL JS draws; where it fails MapLibre takes over. */
	mapboxToken?: string | null;
	/** False on a wall: nobody touches it. */
	interactive?: boolean;
	onready?: (shown: ShownMap) => void;
	/** A sentence for the person at the screen. */
	onnotice?: (text: string) => void;
};

/**
 * A map in this element, drawing what `layers` says now: `{@attach showMap(options, layers)}`. Make the attachment once, not in
 * the template, or each change of an option would make a new map.
 */
export function showMap(
	options: MapOptions,
	layers: (look: MapLook) => readonly MapLayer[],
	hidden: () => ReadonlySet<string> = () => none
): Attachment<HTMLElement> {
	return (container) => {
		let shown = $state.raw<(ShownMap & { pulses: Pulses }) | null>(null);
		let map: EngineMap | null = null;
		let gone = false;

		async function start(token: string | null) {
			const fallback = () => options.onnotice?.(m.map_fallback());
			const engine = await loadEngine(token, fallback);
			if (gone) return;
			const look = readLook(container);
			const made = (map = make(engine, container, options, look));
			made.on('error', (event) => {
				if (map !== made) return;
				if (engine.name !== 'mapbox' || !isRefusal(event.error)) {
					// With a listener the engine no longer reports by itself.
					reportError(event.error);
					return;
				}
				fallback();
				made.remove();
				shown = null;
				void start(null);
			});
			made.once('load', () => {
				addMarkIcons(made, look);
				shown = {
					map: made,
					look,
					stack: new LayerStack(made, look),
					pulses: new Pulses(engine, made)
				};
				options.onready?.(shown);
			});
		}
		void start(options.mapboxToken ?? null).catch(() => options.onnotice?.(m.map_failed()));

		// Reads `layers` only in here, or every new position would rebuild the map.
		$effect(() => {
			if (!shown) return;
			const { stack, pulses, look } = shown;
			const [wanted, off] = [layers(look), hidden()];
			const draw = () => {
				stack.draw(wanted, off);
				pulses.draw(wanted, off);
			};
			const characters = newCharacters(wanted.flatMap((layer) => [...textsOf(layer)]));
			if (!characters) return draw();
			let overtaken = false;
			void loadCharacters(characters, look.fonts).then(() => overtaken || gone || draw());
			return () => (overtaken = true);
		});

		return () => {
			gone = true;
			map?.remove();
		};
	};
}

function make(
	engine: Engine,
	container: HTMLElement,
	options: MapOptions,
	look: MapLook
): EngineMap {
	const { west, south, east, north } = options.bounds;
	return engine.createMap({
		container,
		style: options.base ?? paper(look),
		bounds: [west, south, east, north],
		fitBoundsOptions: { padding: 24 * look.scale },
		interactive: options.interactive ?? true,
		localIdeographFontFamily: look.fonts.join(','),
		attributionControl: false,
		// North stays up and the ground flat: a map for talking about places by telephone.
		dragRotate: false,
		pitchWithRotate: false,
		touchPitch: false,
		// Also how often labels are placed anew while the map moves; with 0 it is every frame, and 5,000 marks stutter.
		fadeDuration: 250,
		locale: { 'Map.Title': options.title }
	});
}
