import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. Every command works here, wherever it was called. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const BIN = path.join(ROOT, 'node_modules/.bin');

/** The environment of a child: our Node first, also where a command was not called through npm. */
export function childEnv(more: Record<string, string> = {}): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}`, ...more };
}

export interface RunOptions {
	env?: Record<string, string>;
	/** `show`: its output goes to ours as it comes. `keep` (default): only returned, or told when it fails. */
	output?: 'show' | 'keep';
	signal?: AbortSignal;
}

/** How a program ended. `code` is null when a signal ended it. */
export interface Ended {
	code: number | null;
	output: string;
}

/** Runs a program of the system or of node_modules/.bin to its end, without standard input. */
export function ended(command: string[], options: RunOptions = {}): Promise<Ended> {
	const [program = '', ...args] = command;
	const stdio = options.output === 'show' ? 'inherit' : 'pipe';
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: ROOT,
			env: childEnv(options.env),
			stdio: ['ignore', stdio, stdio],
			...(options.signal ? { signal: options.signal } : {})
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
		}
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, output }));
	});
}

/** Runs a program that must succeed, and returns what it printed. */
export async function run(command: string[], options: RunOptions = {}): Promise<string> {
	const { code, output } = await ended(command, options);
	if (code === 0) return output;
	throw new Stop(
		`${command.join(' ')} failed (${code ?? 'ended by a signal'}).\n${output.trimEnd()}`
	);
}

/** Ends a command with a sentence for the operator, not with a stack. */
export class Stop extends Error {}

/** Runs a command's body: what goes wrong is told on standard error, and the exit code is 1. */
export async function command(body: () => Promise<void>) {
	process.chdir(ROOT);
	try {
		await body();
	} catch (error) {
		console.error(error instanceof Stop ? `\n${error.message}` : error);
		process.exitCode = 1;
	}
}
