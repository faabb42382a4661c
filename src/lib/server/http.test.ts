import { describe, expect, test } from 'vitest';
import { isForeign, outagePage, properAddress, withOwnSources } from './http.ts';

const ORIGIN = 'https://duty.example.cn';
const request = (method: string, headers: Record<string, string> = {}) =>
	new Request('http://127.0.0.1:8800/desk?x=1', { method, headers });

describe('[AC10] a page of another site cannot make a browser change anything here', () => {
	test.each([
		['POST', { origin: 'https://evil.example' }, true],
		['POST', { origin: 'https://duty.example.cn.evil.example' }, true],
		['POST', { origin: 'http://duty.example.cn' }, true],
		['POST', { origin: 'null' }, true],
		['DELETE', { 'sec-fetch-site': 'cross-site' }, true],
		['POST', { 'sec-fetch-site': 'same-site' }, true],
		['POST', { origin: ORIGIN }, false],
		['PATCH', { 'sec-fetch-site': 'same-origin' }, false],
		['POST', {}, false],
		['POST', { 'content-type': 'text/plain;charset=UTF-8' }, true],
		['POST', { 'content-type': 'application/x-www-form-urlencoded' }, true],
		['POST', { 'content-type': 'multipart/form-data; boundary=x' }, true],
		['POST', { 'content-type': 'application/cap+xml' }, false],
		['POST', { 'content-type': 'text/plain', authorization: 'Bearer wf_x' }, false],
		['POST', { 'content-type': 'text/plain', authorization: 'x', origin: 'null' }, true],
		['GET', { origin: 'https://evil.example' }, false]
	] as const)('%s %j', (method, headers, foreign) => {
		expect(isForeign(request(method, headers), ORIGIN)).toBe(foreign);
	});
});

describe('a page under another name of this machine', () => {
	const html = { accept: 'text/html,*/*' };
	const url = new URL('http://127.0.0.1:8800/desk?x=1');

	test('is sent to the address that people type, with path and query', () => {
		const other = request('GET', { ...html, host: '127.0.0.1:8800' });
		expect(properAddress(other, url, ORIGIN)).toBe('https://duty.example.cn/desk?x=1');
	});

	test('is not sent anywhere under its own name, also behind a proxy; nor is a program', () => {
		const own = { ...html, host: 'duty.example.cn' };
		const proxied = { ...html, host: '127.0.0.1:8800', 'x-forwarded-host': 'duty.example.cn' };
		for (const headers of [own, proxied, { host: '127.0.0.1:8800', accept: 'application/json' }]) {
			expect(properAddress(request('GET', headers), url, ORIGIN)).toBeNull();
		}
		expect(properAddress(request('POST', { ...html, host: 'x' }), url, ORIGIN)).toBeNull();
	});
});

describe('the content policy', () => {
	const policy = "default-src 'self'; connect-src 'self'; img-src 'self' data:";

	test('lets a page speak with push and media, and with nobody else', () => {
		const env = { PUSH_URL: 'ws://localhost:8801/push', MEDIA_URL: 'ws://localhost:8802/media' };
		expect(withOwnSources(policy, env)).toBe(
			"default-src 'self'; connect-src 'self' ws://localhost:8801 ws://localhost:8802; img-src 'self' data:"
		);
	});

	test('lets it fetch the operator’s map where there is one', () => {
		const env = {
			PUSH_URL: 'wss://duty.example.cn/push',
			MEDIA_URL: 'wss://duty.example.cn/media',
			MAP_STYLE_URL: 'https://map.example.cn/s.json'
		};
		expect(withOwnSources(policy, env)).toBe(
			"default-src 'self'; connect-src 'self' wss://duty.example.cn https://map.example.cn; img-src 'self' data: https://map.example.cn"
		);
	});
});

test('the page for an outage is a 503 that tries again by itself and takes no words for markup', async () => {
	const response = outagePage({ lang: 'en', title: '<b>', text: 'a & "b"', retry: 'r' });
	expect(response.status).toBe(503);
	const text = await response.text();
	expect(text).toContain('http-equiv="refresh" content="5"');
	expect(text).not.toContain('<b>');
	expect(text).toContain('a &#38; &#34;b&#34;');
});
