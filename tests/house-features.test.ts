import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { features } from '#lib/features/list.ts';
import { code, featureOf, imports, shown } from './support/imports.ts';

const ROOT = 'src/lib/features';
const folders = [...new Set(code.flatMap((file) => featureOf(file) ?? []))];
const textOf = (file: string) => readFileSync(file, 'utf8');

describe('the one list of features', () => {
	test('nothing but the list lies beside the features', () => {
		const beside = globSync(`${ROOT}/*.*`).map((file) => file.slice(ROOT.length + 1));
		expect(beside.filter((name) => !/^list[.-]/.test(name))).toEqual([]);
	});

	test('every feature says of itself what the house needs to know, and is in the list', () => {
		expect(folders.filter((name) => !features.some(({ noun }) => noun === name))).toEqual([]);
		for (const { noun } of features) {
			const its = (leaf: string) => `${ROOT}/${noun}/${leaf}`;
			expect(code).toContain(its('feature.ts'));
			expect(code).toContain(its('feature.server.ts'));
			const listed = imports.filter(({ to }) => to === its('feature.server.ts'));
			expect(listed.map(({ file }) => file)).toContain(`${ROOT}/list.server.ts`);
		}
	});

	test('a manifest is read by the list and by nobody else', () => {
		const read = imports.filter(
			({ file, to }) =>
				/\/feature(\.server)?\.ts$/.test(to) &&
				featureOf(to) !== undefined &&
				!/\/list(\.server)?\.ts$/.test(file)
		);
		expect(read.map(shown)).toEqual([]);
	});

	test('each type of event has its words once', () => {
		const types = features.flatMap(({ lines }) => Object.keys(lines));
		expect(types.filter((type, i) => types.indexOf(type) !== i)).toEqual([]);
	});

	test('every table that a noun keeps is in its manifest', () => {
		const left = folders.flatMap((noun) => {
			const tables = globSync(`${ROOT}/${noun}/tables.server.ts`).map(textOf).join('');
			const manifest = textOf(`${ROOT}/${noun}/feature.server.ts`);
			const kept = [...tables.matchAll(/export const (\w+) = pgTable\(/g)].map(([, name]) => name);
			return kept.filter((name) => !new RegExp(`\\b${name}\\b`).test(manifest));
		});
		expect(left).toEqual([]);
	});
});

/** What a page loads in the browser, and all that this imports in turn, types aside. */
test('no server file reaches a page', () => {
	const byFile = Map.groupBy(
		imports.filter(({ isType }) => !isType),
		({ file }) => file
	);
	const pages = code.filter((file) =>
		/^src\/(routes\/.*(\.svelte|\+(page|layout)\.ts)|hooks\.client\.ts|service-worker\.ts)$/.test(
			file
		)
	);
	const reached = new Map(pages.map((file) => [file, file]));
	for (const [file, way] of reached) {
		for (const { to } of byFile.get(file) ?? []) {
			if (!reached.has(to)) reached.set(to, `${way} -> ${to}`);
		}
	}
	expect(reached.size).toBeGreaterThan(pages.length);
	const server = [...reached].filter(([file]) => /\.server\.ts$|^src\/lib\/server\//.test(file));
	expect(server.map(([, way]) => way)).toEqual([]);
});
