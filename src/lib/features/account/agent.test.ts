import { expect, test } from 'vitest';
import { agentName } from './agent.ts';

test.each([
	[
		'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
		'Chrome 109 · Windows'
	],
	[
		'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0.2210.91',
		'Edge 120 · Windows'
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128 · Linux'],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile/15E148 Safari/604.1',
		'Safari 17 · iOS'
	],
	['curl/7.88.1', 'curl/7.88.1'],
	['', '?']
])('a session’s owner knows it again: %s', (header, name) => {
	expect(agentName(header)).toBe(name);
});
