import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { errorForLog } from './log-error.ts';

const query = new DrizzleQueryError(
	'select 1 where token = $1',
	['s3cret', 'line\ns3cret'],
	new Error('gone')
);

test('what a failed query asked with is not in the log; what it asked, and why it failed, is', () => {
	const told = JSON.stringify(errorForLog(new Error('outer', { cause: query })));
	expect(told).not.toContain('s3cret');
	expect(told).toContain('select 1 where token = $1');
	expect(told).toContain('gone');
	expect(told).toContain('log-error.test.ts');
});

test('what is no error is kept as it is', () => {
	expect(errorForLog('text')).toBe('text');
});
