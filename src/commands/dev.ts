import { watch } from 'node:fs';
import path from 'node:path';
import { mediaService, pushService, serviceEnv, workerService } from './support/product.ts';
import { command, ROOT, run } from './support/run.ts';
import { step } from './support/step.ts';
import { stopSignal } from './support/stop-signal.ts';
import { supervised } from './support/supervised.ts';
import type { Supervisor } from './support/supervisor.ts';

const SETTLED_AFTER_MS = 200;
const stopping = stopSignal();

/** What is started anew when its own sources change: it has no Vite that would reload them. */
const SOURCES = {
	push: ['src/lib/server', 'src/lib/realtime', 'src/lib/features', 'src/push.ts'],
	worker: ['src/lib/server', 'src/lib/features', 'src/worker.ts'],
	media: ['media-server/src', 'media-server/contract']
};

/** As `npm start`, but Vite serves the pages from their sources, and push, worker and media follow theirs. */
await command(async () => {
	await supervised(
		{
			build: async () => {
				await step('Compiling messages', () => run(['node', 'src/commands/messages.ts']));
			},
			services: async (supervisor, env, provided) => {
				await supervisor.start(pushService(env, provided));
				await supervisor.start(mediaService(env, provided));
				await supervisor.start(workerService(env, provided));
				const vite = ['node_modules/vite/bin/vite.js', 'dev', '--strictPort'];
				await supervisor.start({
					name: 'vite',
					script: [...vite, '--host', env.HOST, '--port', `${env.PORT}`],
					env: serviceEnv(env, provided),
					listens: { host: env.HOST, port: env.PORT }
				});
				restartOnChange(supervisor);
			}
		},
		stopping
	);
});

function restartOnChange(supervisor: Supervisor) {
	for (const [name, sources] of Object.entries(SOURCES)) {
		let waiting: NodeJS.Timeout | undefined;
		const changed = (_event: string, file: string | null) => {
			if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
			clearTimeout(waiting);
			waiting = setTimeout(() => supervisor.restart(name), SETTLED_AFTER_MS);
		};
		for (const source of sources) {
			watch(path.join(ROOT, source), { recursive: true, signal: stopping }, changed);
		}
	}
}
