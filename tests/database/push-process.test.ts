import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeToken, revokeToken } from '#lib/features/account/mutations.server.ts';
import { freePort } from '#lib/server/cluster/ports.ts';
import type { TokenScope, Who } from '#lib/who.ts';
import { Stranger } from '../bench/push/stranger.ts';
import { testDatabase } from '../support/database.ts';
import { DUNHUA, JILIN, seedSmallTree, testPerson, YANBIAN, YONGJI } from '../support/person.ts';

const db = await testDatabase();
const port = await freePort();
const strangers: Stranger[] = [];
let officer: Who;
let push: ChildProcess;

const health = () =>
	fetch(`http://127.0.0.1:${port}/health`).then(
		({ ok }) => ok,
		() => false
	);

async function startPush() {
	push = spawn(process.execPath, ['src/push.ts'], {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: {
			...process.env,
			DATABASE_URL: db.url,
			PUSH_PORT: `${port}`,
			AUTH_SECRET: 'a secret of the tests, thirty-two long',
			LOG_LEVEL: 'warn'
		}
	});
	await vi.waitUntil(health, { timeout: 10_000, interval: 50 });
}

beforeAll(async () => {
	await seedSmallTree(db);
	officer = await testPerson(db, { unitId: YANBIAN, roles: ['dutyOfficer'] });
	await startPush();
});
afterAll(async () => {
	strangers.forEach((stranger) => stranger.leave());
	const ended = once(push, 'exit');
	push.kill();
	await ended;
});

const token = async (who: Who, scopes: TokenScope[]) => {
	const id = uuidv7();
	const { text } = await makeToken(db, who, {
		actId: uuidv7(),
		id,
		name: 'a program',
		scopes,
		days: 1
	});
	return { id, text: text ?? '' };
};
const follow = (topic: string, text: string) => {
	const stranger = new Stranger(port, topic, { token: text });
	strangers.push(stranger);
	return stranger;
};
const settled = (stranger: Stranger) =>
	vi.waitUntil(() => stranger.isLive || stranger.frames.some(({ kind }) => kind === 'refused'));

test.each([
	['his own unit', `unit:${YANBIAN}`, true],
	['a unit below his', `unit:${DUNHUA}`, true],
	['the unit above his', `unit:${JILIN}`, false],
	['a unit beside', `unit:${YONGJI}`, false],
	['a unit that does not exist', 'unit:999999', false],
	['an incident that does not exist', 'incident:01890000-0000-7000-8000-000000000001', false],
	['an incident with no id', 'incident:7', false]
])('[RT8] a duty officer’s program and %s', async (_title, topic, isGranted) => {
	const { text } = await token(officer, ['push']);
	const stranger = follow(topic, text);
	await settled(stranger);
	expect(stranger.isLive).toBe(isGranted);
	expect(stranger.closes).toEqual([]);
});

test('[RT8] an administrator’s program reads no unit', async () => {
	const administrator = await testPerson(db, { unitId: YANBIAN, roles: ['systemAdmin'] });
	const stranger = follow(`unit:${YANBIAN}`, (await token(administrator, ['push'])).text);
	await settled(stranger);
	expect(stranger.isLive).toBe(false);
});

test('[RT1] a token without the scope “push” does not come in', async () => {
	const stranger = follow(`unit:${YANBIAN}`, (await token(officer, ['read', 'report'])).text);
	await vi.waitUntil(() => stranger.closes.length > 0);
	expect(stranger.closes).toEqual([401]);
});

test('[RT12] a revoked token loses its socket with 4003', async () => {
	const { id, text } = await token(officer, ['push']);
	const stranger = follow(`unit:${YANBIAN}`, text);
	await settled(stranger);
	await revokeToken(db, officer, { actId: uuidv7(), id });
	await vi.waitUntil(() => stranger.closes.length > 0, { timeout: 5000 });
	expect(stranger.closes).toEqual([4003]);
});

test('[RT11] told to stop, the process sends everybody off with 1001 and ends; killed, it comes back', async () => {
	const stranger = follow(`unit:${YANBIAN}`, (await token(officer, ['push'])).text);
	await settled(stranger);
	const ended = once(push, 'exit');
	push.kill('SIGTERM');
	expect(await ended).toEqual([0, null]);
	expect(stranger.closes[0]).toBe(1001);
	await startPush();
	await vi.waitUntil(() => stranger.hellos.length === 2 && stranger.isLive, { timeout: 5000 });
	const died = once(push, 'exit');
	push.kill('SIGKILL');
	await died;
	await startPush();
	await vi.waitUntil(() => stranger.hellos.length === 3 && stranger.isLive, { timeout: 5000 });
});
