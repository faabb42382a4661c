import { expect, test } from 'vitest';
import { fromPlaywright, fromVitest, line, settle, sum } from './totals.ts';

const none = { passed: 0, failed: 0, retried: 0, failures: [] };

test('[TT1] a test that was skipped or did not run counts as failed, and so does a file that does not load', () => {
	const passing = { fullName: 'a', status: 'passed', failureMessages: [] };
	const failing = { fullName: 'b', status: 'failed', failureMessages: ['not equal\n at line 3'] };
	const testResults = [
		{ name: '/src/a.test.ts', status: 'passed', message: '', assertionResults: [passing] },
		{ name: '/src/b.test.ts', status: 'failed', message: '', assertionResults: [passing, failing] },
		{ name: '/src/c.test.ts', status: 'failed', message: 'no such file', assertionResults: [] }
	];
	expect(fromVitest({ numPassedTests: 7, numTotalTests: 9, testResults })).toEqual({
		passed: 7,
		failed: 3,
		retried: 0,
		failures: ['c.test.ts › does not load: no such file', 'b.test.ts › b: not equal']
	});
	const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
	const spec = (title: string, status: string, message?: string) => ({
		title,
		tests: [{ status, results: [message === undefined ? {} : { error: { message } }] }]
	});
	const inner = { file: 'x.spec.ts', specs: [spec('d', 'unexpected', '\u001b[31mnot seen\nat …')] };
	const outer = { file: 'x.spec.ts', specs: [spec('c', 'flaky', 'late')], suites: [inner] };
	expect(fromPlaywright({ stats, suites: [outer] })).toEqual({
		passed: 5,
		failed: 2,
		retried: 1,
		failures: ['x.spec.ts › d: not seen']
	});
});

test('[TT2] a runner that fails without naming a test, or runs none, counts as one failure', () => {
	expect(settle(null, 1)).toMatchObject({ passed: 0, failed: 1 });
	expect(settle(null, null)).toMatchObject({ passed: 0, failed: 1 });
	expect(settle({ ...none, passed: 3 }, 1)).toMatchObject({ passed: 3, failed: 1 });
	expect(settle(none, 0)).toMatchObject({ passed: 0, failed: 1 });
	expect(settle({ ...none, passed: 3, failed: 2 }, 1)).toMatchObject({ passed: 3, failed: 2 });
	expect(settle({ ...none, passed: 3 }, 0)).toMatchObject({ passed: 3, failed: 0 });
});

test('[TT3] the last line is the sum of all runners', () => {
	const runs = [
		{ ...none, passed: 3 },
		{ ...none, passed: 4, failed: 1, failures: ['b'] }
	];
	expect(line(sum(runs))).toBe('7 passed, 1 failed');
	expect(sum(runs).failures).toEqual(['b']);
});

test('[TT4] what passed only at a second try is said before the last line', () => {
	const runs = [
		{ ...none, passed: 3, retried: 1 },
		{ ...none, passed: 4, retried: 2 }
	];
	expect(line(sum(runs))).toBe('Only at a second try: 3\n7 passed, 0 failed');
});
