import { expect, test } from 'vitest';
import { ended } from './support/run.ts';

test('[ST1] a wrong environment variable stops the start at once, with a sentence that names it and exit code 1', async () => {
	const env = { SESSION_IDLE_MINUTES: 'soon', PUSH_URL: 'http://example.org' };
	const { code, output } = await ended(['node', 'src/commands/start.ts'], { env });
	expect(code).toBe(1);
	expect(output).toContain('The environment variable SESSION_IDLE_MINUTES is wrong');
	expect(output).toContain(
		'The environment variable PUSH_URL is wrong: must start with ws:// or wss://.'
	);
	expect(output).not.toContain(' at ');
});
