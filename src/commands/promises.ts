import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { command, run } from './support/run.ts';

/**
 * Looks in components for promises that nobody waits for. oxlint knows no .svelte file, but `svelte-check --incremental`
 * leaves each as the TypeScript that it checked; what is told stands in that copy, beside the line as it was written.
 * To be run after it.
 */
const CHECKED = '.svelte-kit/.svelte-check';
const COPIES = `${CHECKED}/svelte`;

type TsConfig = { files: string[] };

await command(async () => {
	const { files } = JSON.parse(readFileSync(`${CHECKED}/tsconfig.json`, 'utf8')) as TsConfig;
	mkdirSync(COPIES, { recursive: true });
	// Both are found as the nearest ones. By these paths a component is its copy, with its properties' types.
	write('tsconfig.json', {
		extends: '../tsconfig.json',
		compilerOptions: {
			paths: {
				'#lib/*': ['./src/lib/*', '../../../src/lib/*'],
				'#src/*': ['./src/*', '../../../src/*']
			}
		},
		include: ['./src/**/*.ts'],
		files: files.map((file) => `../${file}`)
	});
	write('.oxlintrc.json', {
		plugins: ['typescript'],
		categories: { correctness: 'off' },
		rules: {
			'typescript/no-floating-promises': 'error',
			'typescript/no-misused-promises': 'error',
			'typescript/await-thenable': 'error'
		}
	});
	await run(['oxlint', '--type-aware', '-c', `${COPIES}/.oxlintrc.json`, '--no-ignore', COPIES]);
});

const write = (name: string, content: object) =>
	writeFileSync(`${COPIES}/${name}`, JSON.stringify(content));
