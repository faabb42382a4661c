import { command, ended, run, Stop } from './support/run.ts';
import { seconds, step } from './support/step.ts';

/** What is unchanged since the last time is not looked at again; CI looks at everything. */
const cache = (tool: string) =>
	process.env.CI
		? []
		: ['--cache', '--cache-strategy', 'content', '--cache-location', `.cache/${tool}`];

/** What must be clean before a push, as commands, the slowest first. */
const CHECKS: Record<string, string[]> = {
	types: ['svelte-check', '--fail-on-warnings', '--output', 'human'],
	components: ['eslint', '--max-warnings', '0', ...cache('eslint'), 'src'],
	lint: ['oxlint', '--type-aware', '--deny-warnings'],
	format: ['prettier', '--check', '--log-level', 'warn', ...cache('prettier'), '.'],
	house: ['vitest', 'run', '--project', 'unit', 'tests/house']
};
/** For a machine with two cores. */
const AT_ONCE = 2;

await command(async () => {
	await step('Compiling messages', () => run(['node', 'src/commands/messages.ts']));
	await step('Generating types of the pages', () => run(['svelte-kit', 'sync']));
	const waiting = Object.entries(CHECKS);
	const failed: string[] = [];
	const worker = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [name, check] = next;
			const begin = performance.now();
			const { code, output } = await ended(check);
			console.log(`${name} … ${code === 0 ? 'good' : 'FAILED'}, ${seconds(begin)}`);
			if (code === 0) continue;
			failed.push(name);
			console.log(output);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	if (failed.length > 0) throw new Stop(`Not clean: ${failed.join(', ')}.`);
});
