import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installAdvice, installCommand, missingPackages } from './packages.ts';
import { RECIPE, SOURCE } from './place.ts';
import { SOURCE_SHA256, sourceHash } from './source.ts';

/** Lower than everything that a person waits for. */
const NICE = '15';
/** What is kept of a failed build's words. */
const TAIL_CHARS = 2_000;

type Step = (percent: number, step: string) => void;

/** Builds the worker from the installed source into `folder`. Returns its path; throws a sentence. */
export async function build(
	folder: string,
	{ onStep, signal }: { onStep: Step; signal: AbortSignal }
): Promise<{ bin: string }> {
	if (process.platform !== 'linux')
		throw new Error('The video worker can be built on Linux only. Set MEDIASOUP_WORKER_BIN.');
	onStep(0, 'checking the source');
	if (!existsSync(path.join(SOURCE, 'worker')))
		throw new Error('The source of the video worker is not installed: run npm install.');
	if (sourceHash(SOURCE) !== SOURCE_SHA256)
		throw new Error('The source of the video worker is not the published one: install it anew.');
	await ensurePackages(onStep, signal);
	const bin = path.join(folder, 'mediasoup-worker');
	onStep(1, 'configuring');
	const script = path.join(RECIPE, 'build.sh');
	await lines(['nice', '-n', NICE, 'bash', script, SOURCE, bin, folder], signal, (line) => {
		const [, done, all] = /^\[(\d+)\/(\d+)\] /.exec(line) ?? [];
		// The few steps before the compiler proper count on their own.
		if (Number(all) > 50) onStep(1 + Math.floor((98 * Number(done)) / Number(all)), 'compiling');
	});
	return { bin };
}

async function ensurePackages(onStep: Step, signal: AbortSignal) {
	const missing = missingPackages();
	if (missing.length === 0) return;
	const command = installCommand();
	if (!command) throw new Error(installAdvice(missing));
	onStep(0, 'installing the compiler');
	await lines(command, signal, () => {});
	const still = missingPackages();
	if (still.length > 0) throw new Error(installAdvice(still));
}

/**
 * Runs a program in a group of its own, which ends with us: by the signal, and, should we be killed, by the
 * first word that it cannot tell us any more.
 */
function lines(command: string[], signal: AbortSignal, onLine: (line: string) => void) {
	const [program = '', ...args] = command;
	return new Promise<void>((resolve, reject) => {
		const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
		// Asked, not killed: ninja gives each compiler a group of its own, and ends them when it is asked to end.
		const stop = () => {
			if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
		};
		signal.addEventListener('abort', stop, { once: true });
		let tail = '';
		let line = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				tail = (tail + text).slice(-TAIL_CHARS);
				const parts = (line + text).split('\n');
				line = parts.pop() ?? '';
				parts.forEach(onLine);
			});
		}
		child.once('error', reject);
		child.once('close', (code) => {
			signal.removeEventListener('abort', stop);
			if (code === 0) resolve();
			else if (signal.aborted) reject(signal.reason as Error);
			else reject(new Error(`${path.basename(program)} ended with ${code}: ${tail.trim()}`));
		});
	});
}
