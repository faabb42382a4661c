/** Tests of one run or of several. */
export interface Totals {
	passed: number;
	failed: number;
}

/** What we read of a report by Vitest's `json` reporter. */
interface VitestReport {
	numPassedTests: number;
	numTotalTests: number;
	/** One a file. A file that does not load failed without naming a test. */
	testResults: { status: string; assertionResults: unknown[] }[];
}

/**
 * What we read of a report by Playwright's `json` reporter. `flaky`: passed only when tried again, which
 * happens in CI only; the runner names them. Counted as passed, because a browser that starves on two cores
 * without a graphics card says nothing about the product.
 */
interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** A test that was skipped or never came to run proves nothing, and counts as failed. */
export function fromVitest(report: VitestReport): Totals {
	const { numPassedTests, numTotalTests, testResults } = report;
	const notLoaded = testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
	);
	return { passed: numPassedTests, failed: numTotalTests - numPassedTests + notLoaded.length };
}

export function fromPlaywright({ stats }: PlaywrightReport): Totals {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped };
}

/**
 * The totals of one runner: of its report, or null where it wrote none. A runner that failed without
 * naming a test (a file that does not load, a set-up that throws) counts as one failure.
 */
export function settle(report: Totals | null, exitCode: number | null): Totals {
	const totals = report ?? { passed: 0, failed: 0 };
	const failedSilently = totals.failed === 0 && (exitCode !== 0 || totals.passed === 0);
	return failedSilently ? { ...totals, failed: 1 } : totals;
}

export function sum(all: Totals[]): Totals {
	return {
		passed: all.reduce((n, { passed }) => n + passed, 0),
		failed: all.reduce((n, { failed }) => n + failed, 0)
	};
}

/** The line that CI looks for. */
export function line({ passed, failed }: Totals): string {
	return `${passed} passed, ${failed} failed`;
}
