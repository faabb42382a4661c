import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { features } from '#lib/features/list.ts';
import { Env } from '#src/environment.ts';
import { code, featureOf, imports, shown, sources } from './support/imports.ts';

/** Who may import what. Each rule: its name, the files that it binds, and what they may not import. */
const rules = [
	[
		'what a noun says of itself is pure: no server file, framework, component or database',
		/^src\/lib\/features\/(list|[^/]+\/(schema|rules|events|permissions|lines|feature))\.ts$/,
		/\.server\.ts$|\.svelte(\.ts)?$|^src\/lib\/server\/|^\$app|^@sveltejs|^svelte|^drizzle-orm|^postgres$/
	],
	[
		'what runs in plain Node does not know the framework',
		/^src\/(lib\/features\/.*\.server\.ts|lib\/server\/.*|(push|push-access|worker)\.ts|commands\/.*|demonstration\/.*)$/,
		/^\$app|^@sveltejs|^src\/routes\/|\.svelte$/
	],
	[
		'SQL is written in features’ server files and in lib/server, not in routers and routes',
		/^src\/(routes\/|lib\/features\/.*\/router\.server\.ts$|lib\/ui\/|lib\/map\/|lib\/realtime\/)/,
		/^drizzle-orm|^postgres$/
	],
	[
		'the hub knows its protocol and nothing else',
		/^src\/lib\/server\/realtime\/hub\.ts$/,
		/^(?!src\/lib\/realtime\/protocol\.ts$)/
	],
	[
		'who sees what is decided in one file of each feature, `visible.server.ts`',
		/^src\/(?!lib\/features\/[^/]+\/visible\.server\.ts$)/,
		/^src\/lib\/server\/scope\.ts$/
	],
	[
		'uWebSockets.js is imported in one file',
		/^src\/(?!lib\/server\/realtime\/uws\.ts$)/,
		/^uWebSockets\.js$/
	],
	['map engines are imported in lib/map only', /^src\/(?!lib\/map\/)/, /^(maplibre|mapbox)-gl/],
	[
		'ui, map and realtime know nothing of the server',
		/^src\/lib\/(ui|map|realtime)\//,
		/^src\/lib\/server\//
	],
	['plumbing knows no feature', /^src\/lib\/(?!features\/)/, /^src\/lib\/features\//],
	[
		'what the browser loads imports no server file',
		/^src\/lib\/.*(\.svelte|\.svelte\.ts)$/,
		/\.server\.ts$|^src\/lib\/server\//
	],
	['features and plumbing do not know the routes', /^src\/lib\//, /^src\/routes\//],
	[
		'the app sees media-server only through its contract',
		/^src\//,
		/^media-server\/(?!contract\/)|^mediasoup$/
	],
	['media-server does not know the app', /^media-server\//, /^src\//],
	[
		'the rooms’ client is imported in lib/media only',
		/^src\/(?!lib\/media\/)/,
		/^mediasoup-client/
	],
	[
		'lib/media knows no feature and nothing of the server',
		/^src\/lib\/media\//,
		/^src\/lib\/(features|server)\//
	]
] as const;

/** The features, low to high: each imports from those before it only. */
const layers = features.map(({ noun }) => noun);

/** A file of the feature that writes: another feature never calls it. `keeping` and `receipts` are made for that. */
const MUTATIONS =
	/^src\/lib\/features\/([^/]+)\/(?:[\w-]*mutations[\w-]*|accept|editing|merging)\.server\.ts$/;

const MOST_LINES = 400;
/** Facts written down as data: they are long because there are many. */
const TABLES = /^src\/(demonstration|scenes)\//;

test.each(rules)('%s', (_name, bound, banned) => {
	const broken = imports.filter(({ file, to }) => bound.test(file) && banned.test(to));
	expect(broken.map(shown)).toEqual([]);
});

test('nothing that push loads polls or parses, so that no screen waits for it', () => {
	const busy =
		/^src\/lib\/server\/recurring\.ts$|\/feed\/(?!(tables|cards|queries)\.server\.ts$).*\.server\.ts$|^(sax|sharp|node:worker_threads|node:child_process)$/;
	const byFile = Map.groupBy(
		imports.filter(({ isType }) => !isType),
		({ file }) => file
	);
	const loaded = new Map([['src/push.ts', '']]);
	for (const [file] of loaded) {
		for (const { to } of byFile.get(file) ?? []) if (!loaded.has(to)) loaded.set(to, file);
	}
	expect(loaded.size).toBeGreaterThan(20);
	const broken = [...loaded].filter(([file]) => busy.test(file));
	expect(broken.map(([file, by]) => `${by} -> ${file}`)).toEqual([]);
});

describe('the features form a DAG', () => {
	test('every feature has its place in the list', () => {
		const folders = new Set(code.flatMap((file) => featureOf(file) ?? []));
		expect([...folders].filter((name) => !layers.includes(name))).toEqual([]);
	});

	test('each imports from lower ones only: never sideways, never back', () => {
		const broken = imports.filter(({ file, to }) => {
			const [from, target] = [featureOf(file), featureOf(to)];
			if (!from || !target || from === target) return false;
			return layers.indexOf(target) > layers.indexOf(from);
		});
		expect(broken.map(shown)).toEqual([]);
	});

	test('none calls another’s mutations: an act on two nouns belongs to the noun it is named after', () => {
		const broken = imports.filter(({ file, to, isType }) => {
			const target = MUTATIONS.exec(to)?.[1];
			const from = featureOf(file);
			return target !== undefined && from !== undefined && from !== target && !isType;
		});
		expect(broken.map(shown)).toEqual([]);
	});
});

test('no query asks for a scope of its own: `visible.server.ts` does', () => {
	const asks = /arrayContains\(\s*[\w.]*scope,\s*\[|\bscope\s*@>|scope\.includes\((who\.)?unitId\)/;
	// A report knows nothing of incidents but their id: the one place where a lower feature asks by name.
	const allowed = ['src/lib/features/report/queries-filing.server.ts'];
	const bound = code.filter((file) => /^src\/lib\/features\/.*\.server\.ts$/.test(file));
	const broken = bound.filter(
		(file) => !file.endsWith('/visible.server.ts') && asks.test(readFileSync(file, 'utf8'))
	);
	expect(broken).toEqual(allowed);
});

test('there are no barrels', () => {
	const isBarrel = (file: string) => {
		if (/\/index\.ts$/.test(file)) return true;
		const lines = readFileSync(file, 'utf8')
			.replace(/\/\*[^]*?\*\//g, '')
			.split('\n')
			.filter((line) => line.trim() !== '' && !line.trim().startsWith('//'));
		return lines.length > 0 && lines.every((line) => /^export .* from '/.test(line));
	};
	expect(code.filter((file) => file.startsWith('src/lib/') && isBarrel(file))).toEqual([]);
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
	const long = sources
		.filter((file) => !TABLES.test(file))
		.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
		.filter(({ lines }) => lines > MOST_LINES);
	expect(long).toEqual([]);
});

test('environment variables are read in environment.ts and nowhere else', () => {
	// PATH is no setting of ours, but where programs lie. Commands hand the whole environment to what they start.
	const read = /process\.env\b(?!\.PATH\b)|\$env\//;
	const bound = code.filter((file) => /^src\/(?!environment\.ts$|commands\/)/.test(file));
	expect(bound.filter((file) => read.test(readFileSync(file, 'utf8')))).toEqual([]);
});

/** Variables named in the README's table of environment variables, each `| \`NAME\` | … |`. */
test('the README’s table names the variables of environment.ts in its words', () => {
	const readme = readFileSync('README.md', 'utf8');
	const rows = [...readme.matchAll(/^\| `([A-Z][A-Z_]+)` *\|(.*)\|$/gm)];
	const told = Object.fromEntries(rows.map(([, name = '', words = '']) => [name, words]));
	const declared = Object.entries(Env.shape).map(([name, { description = '' }]) => ({
		name,
		description
	}));
	expect(Object.keys(told).sort()).toEqual(declared.map(({ name }) => name).sort());
	for (const { name, description } of declared) expect(told[name]).toContain(description);
});

/**
 * Not `media-server/`, which is a package of its own and may not know the app: what it gets from outside, by its signed
 * tickets, is what the app has read by these words before. Not what the product tells itself (environment, push
 * frames of our own server, the memory of the private cluster).
 */
test('a text, id or time that comes from outside is one of the shared words of input', () => {
	const bare = /\bz\s*\.(string|uuid|guid|iso|date|url|email|stringFormat|templateLiteral)\b/;
	const bound = code.filter((file) => /^src\/(lib\/features|routes)\//.test(file));
	expect(bound.filter((file) => bare.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('no field has the browser’s own maxlength: it counts an emoji twice and cuts a paste in silence', () => {
	// Our `TextInput`, `TextArea` and `Combobox` take the word, and count as the server does.
	const own = /<(input|textarea)\b(?:(?!\/>|<)[^])*\smaxlength/;
	const bound = code.filter((file) => file.endsWith('.svelte'));
	expect(bound.filter((file) => own.test(readFileSync(file, 'utf8')))).toEqual([]);
});
