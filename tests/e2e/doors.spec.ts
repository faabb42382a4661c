import { expect, type Page } from '@playwright/test';
import { TRPCClientError } from '@trpc/client';
import { v7 as uuidv7 } from 'uuid';
import packageJson from '../../package.json' with { type: 'json' };
import type { AppRouter } from '../../src/lib/features/list.server.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { performer } from '../../src/scenes/stage.ts';
import { RawSocket } from '../bench/push/raw-socket.ts';
import { Stranger } from '../bench/push/stranger.ts';
import { draft, test } from './support.ts';
import { health, pushPort } from './support-product.ts';

type Refused = {
	code?: string;
	httpStatus?: number;
	fields?: Record<string, string> | null;
	errorId?: string | null;
};

/** What the API refused with. */
async function refusal(call: Promise<unknown>): Promise<Refused & { message: string }> {
	const error = await call.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (!(error instanceof TRPCClientError)) throw new Error('It was not refused', { cause: error });
	const { data, message } = error as TRPCClientError<AppRouter>;
	return { ...data, message };
}

type Answer = { status: number; error: { message: string; data: Refused } };

/** Sends bytes to a mutation as any program might. */
async function post(
	url: string,
	path: string,
	body: string,
	headers: Record<string, string> = {}
): Promise<Answer> {
	const answer = await fetch(`${url}/api/trpc/${path}`, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers }
	});
	const { error } = (await answer.json()) as { error: { json: Answer['error'] } };
	return { status: answer.status, error: error.json };
}

test('health tells status, version, database, how late the push is and whether the worker works, and nothing else', async ({
	baseURL
}) => {
	const now = expect.any(Number) as unknown as number;
	expect(await health(baseURL ?? '')).toEqual({
		status: 'ok',
		version: packageJson.version,
		database: { ok: true, ms: now },
		push: { ok: true, lagMs: now },
		worker: { ok: true, ageMs: now, late: [] }
	});
});

test('a program without a session or token gets a typed 401', async ({ baseURL }) => {
	const nobody = performer(baseURL ?? '', {});
	const refusals = await Promise.all(
		[
			nobody.report.inbox.query(),
			nobody.incident.list.query(),
			nobody.report.file.mutate(draft()),
			nobody.account.sessions.query()
		].map(refusal)
	);
	for (const refused of refusals) {
		expect(refused).toMatchObject({ code: 'UNAUTHORIZED', httpStatus: 401, errorId: null });
	}
});

test('a page of another site cannot act: neither by the API, nor by the login form, nor by the socket', async ({
	signedIn,
	baseURL
}) => {
	const url = baseURL ?? '';
	const origin = 'https://evil.example';
	const page = await signedIn('yongji.baosong');
	const [cookie] = await page.context().cookies();
	const headers = { cookie: `${cookie?.name}=${cookie?.value}`, origin };
	const { status, error } = await post(
		url,
		'report.file',
		JSON.stringify({ json: draft() }),
		headers
	);
	expect({ status, code: error.data.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
	expect(error.message).toBe(m.errors_foreign_origin({ origin: url }));

	const form = await fetch(`${url}/login?/signIn`, {
		method: 'POST',
		body: new URLSearchParams({ username: 'sheng.zhuban', password: 'x' }),
		headers: { origin }
	});
	expect(form.status).toBe(403);

	expect(await socketAnswer(headers.cookie, origin)).toBe(403);
	expect(await socketAnswer(headers.cookie, url)).toBe('hello');
});

/** What the push door says to a browser's handshake from a page of `origin`: its first frame, or a status. */
const socketAnswer = (cookie: string, origin: string) =>
	new Promise<unknown>((done) => {
		const socket = new RawSocket({
			port: pushPort(),
			path: '/push',
			headers: [`Cookie: ${cookie}`, `Origin: ${origin}`],
			onText: (text) => {
				done((JSON.parse(text.toString()) as { kind: string }).kind);
				socket.cut();
			},
			onClose: done
		});
	});

test('input that is not as it should be gets a typed 400 with a sentence at each field, and writes nothing', async ({
	api,
	baseURL
}) => {
	const url = baseURL ?? '';
	const reporter = await api('yongji.baosong');
	const before = (await reporter.report.mine.query()).threads.length;
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
	const wrong = [
		[draft({ classCode: '99Z99' }), 'classCode'],
		[draft({ at: { lon: 12.5, lat: 41.9 } }), 'at'],
		[draft({ at: { lon: 500, lat: 43 } }), 'at.lon'],
		[draft({ occurredAt: tomorrow, knownAt: tomorrow }), 'occurredAt'],
		[draft({ occurredAt: '2569-07-28T08:00:00+08:00' }), 'occurredAt'],
		[draft({ placeText: '' }), 'placeText'],
		[draft({ source: { kind: 'unit', name: '' } }), 'source.name'],
		[draft({ body: { course: '过'.repeat(4001) } }), 'body.course'],
		[draft({ kind: 'followup', previousId: uuidv7() }), 'previousId']
	] as const;
	for (const [report, field] of wrong) {
		const { code, httpStatus, fields } = await refusal(reporter.report.file.mutate(report));
		expect({ field, code, httpStatus }).toEqual({ field, code: 'BAD_REQUEST', httpStatus: 400 });
		expect(fields?.[field], field).toMatch(/\S{4}/);
	}
	expect((await reporter.report.mine.query()).threads).toHaveLength(before);

	for (const body of ['{', '[]', 'null', '{"json":{"id":7}}', '']) {
		const { status, error } = await post(url, 'report.file', body);
		// Nobody is signed in here: whatever the body, the answer is typed, and no bug.
		expect([400, 401], body).toContain(status);
		expect(error.data.errorId, body).toBeNull();
	}
});

test('a body that is too large gets a typed 413 in words', async ({ baseURL }) => {
	const { status, error } = await post(baseURL ?? '', 'report.file', `"${'x'.repeat(2_000_000)}"`);
	expect({ status, code: error.data.code }).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
	expect(error.message).toBe(m.errors_too_large({ kb: 1024 }));
});

test('the same report sent a hundred times at once is one report', async ({ api }) => {
	const reporter = await api('yongji.baosong');
	const report = draft({ title: `重试风暴 ${Date.now()}` });
	const answers = await Promise.all(
		Array.from({ length: 100 }, () => reporter.report.file.mutate(report))
	);
	expect(new Set(answers.map(({ id, receivedAt }) => `${id} ${receivedAt}`)).size).toBe(1);
	const { reports } = await (await api('jilin.zhuban')).report.incoming.query({ hours: 1 });
	expect(reports.filter(({ id }) => id === report.id)).toHaveLength(1);
});

/** Makes a token on the account page, as its owner does; answers with its text. */
async function makeToken(page: Page, name: string, scopes: string[]): Promise<string> {
	await page.getByRole('button', { name: m.account_make_token() }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(m.account_token_name()).fill(name);
	for (const scope of scopes) await dialog.getByRole('checkbox', { name: scope }).check();
	await dialog.getByRole('button', { name: m.account_make_token() }).click();
	const text = await dialog.getByRole('textbox', { name: m.account_token_made() }).inputValue();
	await dialog.getByRole('button', { name: m.person_done() }).click();
	return text;
}

test('a token made on the account page opens the API and the push within its scopes, until it is revoked', async ({
	signedIn,
	api,
	baseURL
}) => {
	const account = await signedIn('jilin.zhuban');
	await account.goto('/account');
	const name = `气象推送 ${Date.now()}`;
	const text = await makeToken(account, name, [m.account_scope_read(), m.account_scope_push()]);
	expect(text).toMatch(/^wf_[\w-]{43}$/);
	const row = account.getByRole('row').filter({ hasText: name });
	await expect(row).toContainText(m.account_scope_push());
	await account.reload();
	await expect(account.getByText(text)).toHaveCount(0);

	const program = performer(baseURL ?? '', { authorization: `Bearer ${text}` });
	expect(await program.account.who.query()).toMatchObject({
		unitId: '220200',
		via: { kind: 'token' }
	});
	expect(await refusal(program.report.file.mutate(draft()))).toMatchObject({ code: 'FORBIDDEN' });
	expect(await refusal(program.account.sessions.query())).toMatchObject({ code: 'FORBIDDEN' });

	const stranger = new Stranger(pushPort(), 'unit:220200', { token: text });
	const elsewhere = new Stranger(pushPort(), 'unit:222400', { token: text });
	await expect.poll(() => stranger.isLive).toBe(true);
	await expect.poll(() => elsewhere.frames.find(({ kind }) => kind === 'refused')).toBeTruthy();
	elsewhere.leave();
	const { id } = await (await api('yongji.baosong')).report.file.mutate(draft());
	await expect.poll(() => stranger.entries.filter((entry) => entry.id === id)).toHaveLength(1);

	await row.getByRole('button', { name: m.account_revoke() }).click();
	await expect(row).toHaveCount(0);
	expect(await refusal(program.account.who.query())).toMatchObject({ code: 'UNAUTHORIZED' });
	await expect.poll(() => stranger.closes).toEqual([4003]);
});
