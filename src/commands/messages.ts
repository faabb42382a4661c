import { compile } from '@inlang/paraglide-js';
import { localeCookie } from '#lib/locale-cookie.ts';

/** Compiles `src/messages` into `src/lib/paraglide`, for what runs without Vite: push process, commands, tests. */
await compile({
	project: './src/project.inlang',
	outdir: './src/lib/paraglide',
	...localeCookie
});
// Its project loader leaves timers behind that would keep this process for another 30 s.
process.exit();
