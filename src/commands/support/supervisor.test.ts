import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort, isFree } from '#lib/server/cluster/ports.ts';
import { identify } from '#lib/server/cluster/processes.ts';
import { RunFolder } from './run-folder.ts';
import { Supervisor, type Service } from './supervisor.ts';

/** Answers every request with its own process id. */
const SERVER = `
	import { createServer } from 'node:http';
	const server = createServer((_, response) => response.end(String(process.pid)));
	server.listen(Number(process.env.AT), '127.0.0.1');
	process.on('SIGTERM', () => { server.closeAllConnections(); server.close(); });
`;

let folder: string;
let port: number;
let service: Service;
let supervisor: Supervisor;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'watchfire-supervisor-'));
	const script = path.join(folder, 'server.mjs');
	writeFileSync(script, SERVER);
	port = await freePort();
	const listens = { host: '127.0.0.1', port };
	service = { name: 'server', script: [script], env: { AT: `${port}` }, listens };
	const runFolder = new RunFolder(folder);
	await runFolder.claim();
	supervisor = new Supervisor(runFolder);
});
afterEach(async () => {
	await supervisor.stop();
	rmSync(folder, { recursive: true, force: true });
});

const answeringPid = async () => Number(await (await fetch(`http://127.0.0.1:${port}`)).text());

test('[SV1] a service that was killed is started again, and stopping ends it for good', async () => {
	await supervisor.start(service);
	const first = await answeringPid();
	process.kill(first, 'SIGKILL');
	await vi.waitUntil(async () => (await answeringPid().catch(() => first)) !== first, 10_000);
	await supervisor.stop();
	expect(await isFree(port)).toBe(true);
});

test('[SV2] a service that ends before it listens stops the start, and names itself', async () => {
	const broken = { ...service, script: ['--eval', 'process.exit(3)'] };
	await expect(supervisor.start(broken)).rejects.toThrow(/^server ended before it was ready/);
});

test('[SV3] a service ends when whoever supervises it is killed, so that the next start finds its port free', async () => {
	const holder = spawn(
		process.execPath,
		[
			'--input-type=module',
			'--eval',
			`import { RunFolder } from '#src/commands/support/run-folder.ts';
			import { Supervisor } from '#src/commands/support/supervisor.ts';
			await new Supervisor(new RunFolder(${JSON.stringify(folder)})).start(${JSON.stringify(service)});
			setInterval(() => {}, 1000);`
		],
		{ stdio: 'inherit' }
	);
	await vi.waitUntil(async () => await answeringPid().catch(() => false), 20_000);
	holder.kill('SIGKILL');
	await once(holder, 'exit');
	await vi.waitUntil(() => isFree(port), 10_000);
});

test('[SV4] a data folder that a living process holds is refused, with its number', async () => {
	const second = new RunFolder(folder, { patienceMs: 0 });
	await expect(second.claim()).rejects.toThrow(`as process ${process.pid}`);
});

test('[SV5] what a killed start left running is ended by the next; a number that another process has now is left alone', async () => {
	const left = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
	const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
	const runFolder = new RunFolder(folder);
	runFolder.note('app', left.pid!);
	const recycled = JSON.stringify({ pid: other.pid, startedAt: '1' });
	writeFileSync(path.join(folder, 'run/push.json'), recycled);
	runFolder.release();
	await runFolder.claim();
	expect(identify(left.pid!)).toBeNull();
	expect(identify(other.pid!)).not.toBeNull();
	other.kill();
});

test('[SV6] a service without a port is ready when it says so, and not before', async () => {
	const said = path.join(folder, 'said');
	const program = `setTimeout(() => {
		require('node:fs').writeFileSync(${JSON.stringify(said)}, '');
		process.send('ready');
	}, 200);
	process.channel.ref();`;
	await supervisor.start({ ...service, script: ['--eval', program], listens: null });
	expect(existsSync(said)).toBe(true);
});

describe('[SV7] a service that the system does not start again is tried until it does, and costs the others nothing', () => {
	const node = process.execPath;
	afterEach(() => void (process.execPath = node));

	test.each([
		['of which it tells by an event', () => void (process.execPath = '/nowhere/node')],
		['of which it tells at once', () => void (service.env['LARGE'] = 'x'.repeat(4_000_000))]
	])('for a reason %s', async (_title, spoil) => {
		const told = vi.spyOn(console, 'error').mockImplementation(() => {});
		await supervisor.start(service);
		const first = await answeringPid();
		spoil();
		process.kill(first, 'SIGKILL');
		const failed = () =>
			told.mock.calls.some(([text]) => /spawn .*E(NOENT|2BIG)/.test(String(text)));
		await vi.waitUntil(failed, 10_000);
		process.execPath = node;
		delete service.env['LARGE'];
		await vi.waitUntil(() => answeringPid().catch(() => 0), 20_000);
		told.mockRestore();
	});
});
