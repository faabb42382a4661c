import type { StyleSpecification } from './engine.ts';

/** How the map's surroundings look, read from the tokens, so that map and page never drift apart. */
export type MapLook = {
	dark: boolean;
	/** What 1 px of a desk is here: 2 on a wall of 3840×2160. Multiply widths and text sizes by it. */
	scale: number;
	water: string;
	land: string;
	edge: string;
	line: string;
	ink: string;
	inkSoft: string;
	accent: string;
	/** Put into `text-font` of every text by `LayerStack`. */
	fonts: string[];
};

export function readLook(element: HTMLElement): MapLook {
	const style = getComputedStyle(element);
	const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
	return {
		dark: style.colorScheme.includes('dark'),
		scale: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
		water: token('map-water'),
		land: token('map-land'),
		edge: token('map-edge'),
		line: token('line'),
		ink: token('ink'),
		inkSoft: token('ink-soft'),
		accent: token('accent'),
		fonts: style.fontFamily.split(',').map((name) => name.trim().replace(/^["']|["']$/g, ''))
	};
}

/** Paper without anything on it: the caller's own boundaries are the map. No glyphs, sprites or tiles from elsewhere. */
export const paper = (look: MapLook): StyleSpecification => ({
	version: 8,
	sources: {},
	layers: [{ id: 'paper', type: 'background', paint: { 'background-color': look.water } }]
});
