import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const isGenerated = (file: string) =>
	/node_modules|^src\/lib\/paraglide\/|^src\/project\.inlang\//.test(file);
export const sources = globSync('{src,media-server}/**/*.{ts,svelte}').filter(
	(file) => !isGenerated(file)
);
/** Without tests. */
export const code = sources.filter((file) => !/\.test\.ts$/.test(file));

export type Import = { file: string; to: string; isType: boolean };

/** Every import of the file, by the path from the project's root or the package's name. */
function importsOf(file: string): Import[] {
	const text = readFileSync(file, 'utf8');
	const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
	return [...found].map(({ 1: to = '', index }) => {
		const before = text.slice(0, index);
		const isType = /\b(import|export) type [^;]*$/.test(before.slice(before.lastIndexOf(';') + 1));
		return { file, to: resolved(file, to.replace(/\?.*$/, '')), isType };
	});
}

function resolved(file: string, to: string): string {
	if (to.startsWith('.')) return posix.join(posix.dirname(file), to);
	return to.replace(/^[#$]lib\//, 'src/lib/').replace(/^#src\//, 'src/');
}

export const imports = code.flatMap(importsOf);
export const shown = ({ file, to }: Import) => `${file} -> ${to}`;
/** The feature whose folder the file lies in. */
export const featureOf = (path: string) => /^src\/lib\/features\/([^/]+)\//.exec(path)?.[1];
