import { expect, test } from 'vitest';
import { fromPlaywright, fromVitest, line, settle, sum } from './totals.ts';

test('[TT1] a test that was skipped or did not run counts as failed, and so does a file that does not load', () => {
	const testResults = [
		{ status: 'passed', assertionResults: [{}] },
		{ status: 'failed', assertionResults: [{}] },
		{ status: 'failed', assertionResults: [] }
	];
	const report = { numPassedTests: 7, numTotalTests: 9, testResults };
	expect(fromVitest(report)).toEqual({ passed: 7, failed: 3 });
	const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
	expect(fromPlaywright({ stats })).toEqual({ passed: 5, failed: 2 });
});

test('[TT2] a runner that fails without naming a test, or runs none, counts as one failure', () => {
	expect(settle(null, 1)).toEqual({ passed: 0, failed: 1 });
	expect(settle(null, null)).toEqual({ passed: 0, failed: 1 });
	expect(settle({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
	expect(settle({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
	expect(settle({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
	expect(settle({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
});

test('[TT3] the last line is the sum of all runners', () => {
	expect(
		line(
			sum([
				{ passed: 3, failed: 0 },
				{ passed: 4, failed: 1 }
			])
		)
	).toBe('7 passed, 1 failed');
});
