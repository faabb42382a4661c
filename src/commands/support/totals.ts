import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Tests of one run or of several. */
export interface Totals {
	passed: number;
	failed: number;
	/** Of those that passed, the ones that failed first and were tried again. */
	retried: number;
	/** Those that failed, each with its file and the first line of what it said, for the end of the output. */
	failures: string[];
}

/** What we read of a report by Vitest's `json` reporter. */
interface VitestReport {
	numPassedTests: number;
	numTotalTests: number;
	/** One a file. A file that does not load failed without naming a test. */
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
	}[];
}

/**
 * What we read of a report by Playwright's `json` reporter. `flaky`: passed only when tried again, which
 * happens in CI only; counted as passed, because a browser that starves on two cores without a graphics card
 * says nothing about the product, and said in the closing line, because a product that starves does.
 */
interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
	file: string;
	specs: {
		title: string;
		tests: { status: string; results: { error?: { message?: string } }[] }[];
	}[];
	suites?: PlaywrightSuite[];
}

/** A test that was skipped or never came to run proves nothing, and counts as failed. */
export function fromVitest(report: VitestReport): Totals {
	const { numPassedTests, numTotalTests, testResults } = report;
	const notLoaded = testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
	);
	return {
		passed: numPassedTests,
		failed: numTotalTests - numPassedTests + notLoaded.length,
		retried: 0,
		failures: [
			...notLoaded.map(({ name, message }) => failure(name, 'does not load', message)),
			...testResults.flatMap(({ name, assertionResults }) =>
				assertionResults
					.filter(({ status }) => status !== 'passed')
					.map((test) => failure(name, test.fullName, test.failureMessages[0] ?? test.status))
			)
		]
	};
}

export function fromPlaywright({ stats, suites }: PlaywrightReport): Totals {
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + stats.skipped,
		retried: stats.flaky,
		failures: suites.flatMap(failuresOf)
	};
}

function failuresOf({ file, specs, suites = [] }: PlaywrightSuite): string[] {
	const own = specs.flatMap(({ title, tests }) =>
		tests
			.filter(({ status }) => status === 'unexpected' || status === 'skipped')
			.map(({ status, results }) => failure(file, title, results[0]?.error?.message ?? status))
	);
	return [...own, ...suites.flatMap(failuresOf)];
}

function failure(file: string, title: string, message: string): string {
	return `${path.basename(file)} › ${title}: ${stripVTControlCharacters(message).split('\n')[0]}`;
}

/**
 * The totals of one runner: of its report, or null where it wrote none. A runner that failed without
 * naming a test (a file that does not load, a set-up that throws) counts as one failure.
 */
export function settle(report: Totals | null, exitCode: number | null): Totals {
	const totals = report ?? { passed: 0, failed: 0, retried: 0, failures: [] };
	const failedSilently = totals.failed === 0 && (exitCode !== 0 || totals.passed === 0);
	if (!failedSilently) return totals;
	return { ...totals, failed: 1, failures: [`a runner ended with ${exitCode} and named no test`] };
}

export function sum(all: Totals[]): Totals {
	return {
		passed: all.reduce((n, { passed }) => n + passed, 0),
		failed: all.reduce((n, { failed }) => n + failed, 0),
		retried: all.reduce((n, { retried }) => n + retried, 0),
		failures: all.flatMap(({ failures }) => failures)
	};
}

/** The closing lines: how many tests passed only when tried again, and last the line that CI looks for. */
export function line({ passed, failed, retried }: Omit<Totals, 'failures'>): string {
	const again = retried > 0 ? `Only at a second try: ${retried}\n` : '';
	return `${again}${passed} passed, ${failed} failed`;
}
