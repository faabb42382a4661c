import { spawnSync } from 'node:child_process';

/** What the recipe needs, and what Debian and Ubuntu call it. */
const PROGRAMS = ['g++', 'meson', 'ninja', 'pkg-config', 'flatc'];
const LIBRARIES = ['libuv', 'openssl', 'libsrtp2', 'flatbuffers'];
const DEBIAN = [
	'g++',
	'meson',
	'ninja-build',
	'pkg-config',
	'libuv1-dev',
	'libssl-dev',
	'libsrtp2-dev',
	'libflatbuffers-dev',
	'flatbuffers-compiler'
];

const works = (program: string, ...args: string[]) =>
	spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** The names of what is missing for a build. */
export function missingPackages(): string[] {
	const programs = PROGRAMS.filter((name) => !works(name, '--version'));
	if (programs.includes('pkg-config')) return [...programs, ...LIBRARIES];
	return [...programs, ...LIBRARIES.filter((name) => !works('pkg-config', '--exists', name))];
}

/** The command that installs them, or null where we may not or cannot. */
export function installCommand(): string[] | null {
	if (!works('apt-get', '--version')) return null;
	const prefix = process.getuid?.() === 0 ? ['env'] : ['sudo', '-n'];
	if (prefix[0] === 'sudo' && !works('sudo', '-n', 'true')) return null;
	// An out-of-date list names files that the mirror no longer has. Another apt-get is waited for: its lock
	// on the lists is the one that apt itself does not wait for.
	const apt = 'apt-get -qq -o DPkg::Lock::Timeout=300';
	const update = `for n in 1 2 3 4 5 6 7 8 9 10 11 12; do ${apt} update && break; sleep 5; done`;
	const script = `${update}; ${apt} install -y --no-install-recommends ${DEBIAN.join(' ')}`;
	return [...prefix, 'DEBIAN_FRONTEND=noninteractive', 'sh', '-c', script];
}

/** For an operator who must do it himself. */
export const installAdvice = (missing: string[]) =>
	`The video worker could neither be downloaded nor built: ${missing.join(', ')} missing. Install them (Debian, Ubuntu: apt-get install ${DEBIAN.join(' ')}), or set MEDIASOUP_WORKER_BIN to a mediasoup worker.`;
