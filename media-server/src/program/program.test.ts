import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkerProgram } from '../../contract/shared.ts';
import { Cache, sha256 } from './cache.ts';
import { takeLock } from './lock.ts';
import { VERSION } from './place.ts';
import { obtainProgram } from './program.ts';
import { programTeller } from './words.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'watchfire-worker-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a worker answers when it is asked whether it runs here: 41. */
function program(name: string, code = 41): string {
	const file = path.join(folder, name);
	writeFileSync(file, `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
	return file;
}

async function obtain(changes: Partial<Parameters<typeof obtainProgram>[0]> = {}) {
	const states: WorkerProgram[] = [];
	const onChange = (state: WorkerProgram) => states.push(state);
	const { signal } = new AbortController();
	const cache = path.join(folder, 'cache');
	const asked = { given: undefined, fallback: folder, cache, onChange, signal, ...changes };
	const bin = await obtainProgram(asked).catch(() => null);
	return { bin, states };
}

test('[MW1] the given worker is taken, and nothing else is looked for', async () => {
	const given = program('given');
	const { bin, states } = await obtain({ given });
	expect(bin).toBe(given);
	expect(states).toEqual([
		{ state: 'ready', origin: 'given', version: VERSION, sha256: sha256(given) }
	]);
});

test.each([
	['is not there', () => path.join(folder, 'nothing')],
	['does not run here', () => program('broken', 127)]
])(
	'[MW1] a given worker that %s is said to be so, and nothing takes its place',
	async (_what, given) => {
		const { bin, states } = await obtain({ given: given() });
		expect(bin).toBeNull();
		expect(states).toMatchObject([
			{ state: 'failed', why: expect.stringContaining('MEDIASOUP_WORKER_BIN') as string }
		]);
	}
);

test('[MW2] a kept worker is found again; one that was changed since is not', async () => {
	const cache = new Cache(path.join(folder, 'cache'));
	const { bin } = await cache.keep(program('made'), 'built');
	expect(await cache.find()).toMatchObject({ bin, origin: 'built', version: VERSION });
	expect((await obtain()).states).toMatchObject([{ state: 'ready', origin: 'cached' }]);
	writeFileSync(bin, '#!/bin/sh\nexit 41 # by somebody else\n');
	expect(await cache.find()).toBeNull();
});

test('[MW2] one that does not run is not kept, and half-made things are no worker', async () => {
	const cache = new Cache(path.join(folder, 'cache'));
	await expect(cache.keep(program('broken', 127), 'downloaded')).rejects.toThrow('does not run');
	writeFileSync(path.join(cache.draft(), 'mediasoup-worker'), 'half');
	mkdirSync(path.join(cache.folder, `${VERSION}-${process.platform}-${process.arch}`));
	expect(await cache.find()).toBeNull();
	cache.clean();
	expect(readdirSync(cache.folder).filter((name) => name.startsWith('draft-'))).toEqual([]);
});

test('[MW3] the lock is one’s at a time, who waits hears how far that one is, and a killed holder has it no more', async () => {
	const lockFile = fileURLToPath(new URL('./lock.ts', import.meta.url));
	const holds = `
		import { takeLock } from ${JSON.stringify(lockFile)};
		const lock = await takeLock(${JSON.stringify(folder)}, () => {});
		lock.tell({ percent: 7 });
		console.log('held');
		setInterval(() => {}, 1000);`;
	const holder = spawn(process.execPath, ['--input-type=module-typescript', '--eval', holds]);
	await once(holder.stdout, 'data');
	const heard: unknown[] = [];
	const waiting = takeLock(folder, (progress) => {
		heard.push(progress);
		holder.kill('SIGKILL');
	});
	expect(await waiting).toBeNull();
	expect(heard).toEqual([{ percent: 7 }]);
	// The kernel takes a dead process's sockets one after the other; whoever comes in between waits again.
	let lock = null;
	while (!lock) lock = await takeLock(folder, () => {});
	expect(await Promise.race([takeLock(folder, () => {}), Promise.resolve('waiting')])).toBe(
		'waiting'
	);
	await lock.release();
});

test('[MW4] the console is told of every tenth of the way, not of every file', () => {
	const tell = programTeller();
	const told = [0, 1, 9, 10, 11, 55].map((percent) =>
		tell({ state: 'building', percent, step: 'compiling' })
	);
	expect(told.map((line) => line !== null)).toEqual([true, false, false, true, false, true]);
	expect(tell({ state: 'failed', why: 'No compiler.' })).toBe('Video worker: none. No compiler.');
});
