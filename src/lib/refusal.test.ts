import { afterEach, expect, test, vi } from 'vitest';
import superjson from 'superjson';
import { refusalOf } from './refusal.ts';
import { trpc } from './trpc.ts';

afterEach(() => void vi.unstubAllGlobals());

/** What a page is told when the request is answered so. */
async function answered(status: number, body: string, type = 'application/json') {
	// The client builds its address from the page's.
	vi.stubGlobal(
		'fetch',
		async () => new Response(body, { status, headers: { 'content-type': type } })
	);
	return await trpc.unit.list.query().then(
		() => 'accepted',
		(error: unknown) => refusalOf(error)
	);
}

function inOurForm(code: string, message: string) {
	const data = { code, httpStatus: 500, fields: null, errorId: null };
	return JSON.stringify([{ error: superjson.serialize({ message, code: -32000, data }) }]);
}

test.each([
	['UNAUTHORIZED', 'signedOut'],
	['SERVICE_UNAVAILABLE', 'unavailable'],
	['INTERNAL_SERVER_ERROR', 'bug'],
	['FORBIDDEN', 'refused'],
	['PAYLOAD_TOO_LARGE', 'refused']
])('what our server answers with %s is of the kind %s, in its words', async (code, kind) => {
	expect(await answered(200, inOurForm(code, '编号 7'))).toMatchObject({ kind, message: '编号 7' });
});

test('an id that stands for something else is told apart from other refusals', async () => {
	expect(await answered(200, inOurForm('CONFLICT', ''))).toMatchObject({ isConflict: true });
	expect(await answered(200, inOurForm('NOT_FOUND', ''))).toMatchObject({ isConflict: false });
});

test.each([
	[200, 'offline'],
	[403, 'refused'],
	[413, 'refused'],
	[429, 'unavailable'],
	[500, 'bug'],
	[502, 'unavailable'],
	[504, 'unavailable']
])(
	'a page that something in between answers with %d is of the kind %s, in our words',
	async (status, kind) => {
		const told = await answered(status, '<html>proxy</html>', 'text/html');
		expect(told).toMatchObject({ kind });
		expect(JSON.stringify(told)).not.toMatch(/JSON|proxy/);
	}
);

test('no answer at all is a cut line', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
	const told = await trpc.unit.list.query().catch((error: unknown) => refusalOf(error));
	expect(told).toMatchObject({ kind: 'offline' });
	expect(JSON.stringify(told)).not.toContain('fetch');
});
