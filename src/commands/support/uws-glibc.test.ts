import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isGlibcEnough, mend } from './uws-glibc.ts';

test('[UW1] after the installation this Node loads uWebSockets.js', () => {
	const script = "import uws from 'uWebSockets.js'; console.log(typeof uws.App)";
	const said = execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' });
	expect(said.trim()).toBe('function');
});

test('[UW2] a binary that we do not know is refused, not patched', () => {
	expect(() => mend(Buffer.from('\x7fELF of another version'))).toThrow(/is unknown/);
});

test('[UW3] glibc 2.38 and newer need no mend', () => {
	expect(['2.36', '2.37', '1.99', ''].filter(isGlibcEnough)).toEqual([]);
	expect(['2.38', '2.41', '3.0'].filter((version) => !isGlibcEnough(version))).toEqual([]);
});
