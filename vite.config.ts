import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { localeCookie } from './src/lib/locale-cookie.ts';

/** For a test that starts processes on a loaded machine this is long, for one that hangs it is short. */
const HANGS_AFTER_MS = 60_000;

export default defineConfig({
	plugins: [
		// Tests run on messages compiled before; the plugin's timers would keep Vitest from ending.
		!process.env['VITEST'] &&
			paraglideVitePlugin({
				project: './src/project.inlang',
				outdir: './src/lib/paraglide',
				...localeCookie
			}),
		tailwindcss(),
		sveltekit()
	],
	// The media server's contract would bring the copy of its own package.
	resolve: { dedupe: ['zod'] },
	server: {
		// One origin in development; in production a reverse proxy does this.
		proxy: {
			'/push': { target: `ws://127.0.0.1:${process.env['PUSH_PORT'] ?? 8801}`, ws: true },
			'/media': { target: `ws://127.0.0.1:${process.env['MEDIA_PORT'] ?? 8802}`, ws: true }
		}
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'media-server/src/**/*.test.ts', 'tests/*.test.ts'],
					testTimeout: HANGS_AFTER_MS
				}
			},
			{
				extends: true,
				test: {
					// With real workers, so after the worker program is there.
					name: 'media',
					include: ['media-server/tests/**/*.test.ts'],
					globalSetup: ['media-server/tests/worker.ts'],
					testTimeout: HANGS_AFTER_MS,
					hookTimeout: HANGS_AFTER_MS
				}
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: ['tests/database/**/*.test.ts'],
					globalSetup: ['tests/support/cluster.ts'],
					testTimeout: HANGS_AFTER_MS,
					hookTimeout: HANGS_AFTER_MS
				}
			}
		]
	}
});
