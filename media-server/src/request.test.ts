import { expect, test } from 'vitest';
import { addressOf, pathOf } from './request.ts';

test.each([
	['/health', '/health'],
	['/control/rooms?x=1', '/control/rooms'],
	['/media?//[', '/media'],
	['/%zz', '/%zz'],
	['//[', null],
	['//evil.example/', null],
	['http://[', null],
	['*', null],
	['', null],
	[undefined, null]
])('[MS20] the path of %j is %j', (url, path) => {
	expect(pathOf(url === undefined ? {} : { url })).toBe(path);
});

test.each([
	['192.0.2.7', undefined, '192.0.2.7'],
	// Whoever reaches the port directly says of themselves what they like.
	['192.0.2.7', '203.0.113.1', '192.0.2.7'],
	['127.0.0.1', '203.0.113.1', '203.0.113.1'],
	['::1', 'made up, 203.0.113.1', '203.0.113.1'],
	['127.0.0.1', undefined, '127.0.0.1'],
	['127.0.0.1', ' ', '127.0.0.1']
])('[MS21] who comes from %s with %j is %s', (remoteAddress, forwarded, address) => {
	const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
	expect(addressOf({ socket: { remoteAddress }, headers })).toBe(address);
});
