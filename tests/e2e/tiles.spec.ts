import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { test } from './support.ts';

test('[UN10] tiles are for signed-in people, and a wrong address is told in words', async ({
	request,
	baseURL
}) => {
	const middle = '/api/tiles/units/6/54/23';
	expect((await request.get(middle)).status()).toBe(401);
	const signedIn = await request.post('/login?/signIn', {
		form: { username: 'sheng.zhuban', password: DEMO_PASSWORD },
		headers: { origin: baseURL ?? '', accept: 'text/html' },
		maxRedirects: 0
	});
	expect(signedIn.status()).toBe(303);

	const tile = await request.get(middle);
	expect(tile.status()).toBe(200);
	expect(tile.headers()).toMatchObject({
		'content-type': 'application/vnd.mapbox-vector-tile',
		'cache-control': 'private, no-cache'
	});
	const { etag = '' } = tile.headers();
	const again = await request.get(middle, { headers: { 'if-none-match': etag } });
	expect(again.status()).toBe(304);
	const version = /^"(\w+)-/.exec(etag)?.[1] ?? '';
	const kept = await request.get(`${middle}?v=${version}`);
	expect(kept.headers()['cache-control']).toContain('immutable');

	expect((await request.get('/api/tiles/units/6/0/0')).status()).toBe(204);
	const json = { headers: { accept: 'application/json' } };
	for (const [address, status, word] of [
		['/api/tiles/roads/6/54/23', 404, 'roads'],
		['/api/tiles/units/99/0/0', 400, '14'],
		['/api/tiles/units/3/8/0', 400, '14'],
		['/api/tiles/units/3/a/0', 400, '14']
	] as const) {
		const refused = await request.get(address, json);
		expect(refused.status()).toBe(status);
		expect(((await refused.json()) as { message: string }).message).toContain(word);
	}
});
