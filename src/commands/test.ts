import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, isBuilt } from './support/build.ts';
import { ensureChromium, ensurePostgis } from './support/install.ts';
import { mediaWorker } from './support/media-worker.ts';
import { command, ended, run, type RunOptions } from './support/run.ts';
import { seconds, step } from './support/step.ts';
import { fromPlaywright, fromVitest, line, settle, sum, type Totals } from './support/totals.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'watchfire-tests-'));

await command(async () => {
	await ensurePostgis();
	await ensureChromium();
	console.log('Getting the video worker in the background; the first build takes some minutes.');
	const worker = mediaWorker();
	// Awaited below; until then its failure is nobody's.
	worker.catch(() => {});
	await step('Compiling messages', () => run(['node', 'src/commands/messages.ts']));
	await step('Generating types of the pages', () => run(['svelte-kit', 'sync']));
	const all = [
		await vitest('unit'),
		await vitest('database'),
		await media(worker),
		// Built here and told here: a minute of silence in a test's set-up looks like a hang.
		...(await browser())
	];
	const totals = sum(all);
	if (totals.failed > 0 || totals.passed === 0) process.exitCode = 1;
	for (const failure of totals.failures) console.log(`FAILED  ${failure}`);
	console.log(`\n${line(totals)}`);
}).finally(() => rmSync(reports, { recursive: true, force: true }));

/** Rules, hub, house: `unit`. On a real PostgreSQL: `database`. */
async function vitest(project: string): Promise<Totals> {
	const report = path.join(reports, `${project}.json`);
	return await told(`The ${project} tests`, report, fromVitest, [
		'vitest',
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
}

/** On real workers: `media`. */
async function media(worker: Promise<void>): Promise<Totals> {
	try {
		await step('Waiting for the video worker', () => worker);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1, retried: 0, failures: ['there is no video worker'] };
	}
	return await vitest('media');
}

async function browser(): Promise<Totals[]> {
	try {
		if (!isBuilt()) await step('Building the app', () => build());
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return [{ passed: 0, failed: 1, retried: 0, failures: ['the app does not build'] }];
	}
	const report = path.join(reports, 'browser.json');
	return [
		await told(
			'The browser tests',
			report,
			fromPlaywright,
			['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
			{ PLAYWRIGHT_JSON_OUTPUT_FILE: report }
		)
	];
}

/** Runs a test runner in sight, and reads how it went from the report that it writes to `file`. */
async function told<Report>(
	what: string,
	file: string,
	read: (report: Report) => Totals,
	runner: string[],
	env: NonNullable<RunOptions['env']> = {}
): Promise<Totals> {
	const begin = performance.now();
	mkdirSync(path.dirname(file), { recursive: true });
	const { code } = await ended(runner, { output: 'show', env });
	const report = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
	const totals = settle(report, code);
	console.log(`${what}, ${seconds(begin)}:\n${line(totals)}\n`);
	return totals;
}
