import type { Map as EngineMap, MapOptions } from 'maplibre-gl';

/** The seam to the map engines: no other file imports one. Both speak MapLibre's style language and nearly its API. */
export type {
	GeoJSONSource,
	LayerSpecification,
	Map as EngineMap,
	MapMouseEvent,
	Marker as EngineMarker,
	StyleSpecification
} from 'maplibre-gl';

export type Engine = {
	name: 'maplibre' | 'mapbox';
	createMap(options: MapOptions): EngineMap;
	/** A piece of HTML that stays at its place: for the few marks that move, not for thousands. */
	createMarker: (element: HTMLElement) => import('maplibre-gl').Marker;
};

type Mapbox = typeof import('mapbox-gl').default;

// Empty where the optional package is not installed; a plain import would then break the build. This file and not the package's
// modules, because it carries its worker inside: theirs is found by an address that bundling changes.
const mapbox = import.meta.glob<{ default?: Mapbox }>('/node_modules/mapbox-gl/dist/mapbox-gl.js');
const mapboxStyle = import.meta.glob('/node_modules/mapbox-gl/dist/mapbox-gl.css');

async function maplibre(): Promise<Engine> {
	const [gl, worker] = await Promise.all([
		import('maplibre-gl'),
		import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'),
		import('maplibre-gl/dist/maplibre-gl.css')
	]);
	gl.setWorkerUrl(worker.default);
	return {
		name: 'maplibre',
		// The default of 4096 would blur a wall of 3840 at a pixel ratio above 1.
		createMap: (options) => new gl.Map({ ...options, maxCanvasSize: [8192, 8192] }),
		createMarker: (element) => new gl.Marker({ element })
	};
}

async function mapboxGl(accessToken: string): Promise<Engine> {
	const load = Object.values(mapbox)[0];
	if (!load) throw new Error('mapbox-gl is not installed');
	await checkToken(accessToken);
	const [module] = await Promise.all([
		load(),
		...Object.values(mapboxStyle).map((style) => style())
	]);
	// Unbundled, in development, it is a plain script that leaves a global.
	const gl = module.default ?? (globalThis as unknown as { mapboxgl?: Mapbox }).mapboxgl;
	if (!gl) throw new Error('mapbox-gl did not load');
	return {
		name: 'mapbox',
		// The two engines' types differ in details that we do not use; the calls we make are the same.
		createMap: ({ localIdeographFontFamily: localFontFamily, style, ...options }) => {
			// It refuses texts in a style without this address, though with local fonts it never asks there.
			const glyphs = 'mapbox://fonts/mapbox/{fontstack}/{range}.pbf';
			const full = typeof style === 'object' ? { glyphs, ...style } : style;
			const all = { ...options, style: full, accessToken, localFontFamily };
			return new gl.Map(all as never) as unknown as EngineMap;
		},
		createMarker: (element) => new gl.Marker({ element }) as never
	};
}

/** Throws where Mapbox cannot be reached or does not know the token: cut off, it would show an empty map and say nothing. */
async function checkToken(token: string) {
	const address = `https://api.mapbox.com/tokens/v2?access_token=${encodeURIComponent(token)}`;
	const answer = await fetch(address, { signal: AbortSignal.timeout(4000) });
	const { code } = (await answer.json()) as { code?: string };
	if (code !== 'TokenValid') throw new Error(`Mapbox says of the token: ${code ?? answer.status}`);
}

/** Mapbox where there is a token and it loads, else MapLibre. `onfallback` hears why it is not Mapbox. */
export async function loadEngine(token: string | null, onfallback: (cause: unknown) => void) {
	if (!token) return maplibre();
	return mapboxGl(token).catch((cause: unknown) => {
		onfallback(cause);
		return maplibre();
	});
}

/** True for the errors with which Mapbox refuses its token, which it tells only after the map is made. */
export function isRefusal(error: { message: string; status?: unknown }) {
	return (
		error.status === 401 ||
		error.status === 403 ||
		/access token|unauthori[sz]ed/i.test(error.message)
	);
}
