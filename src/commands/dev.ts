import { watch } from 'node:fs';
import path from 'node:path';
import { pushService, serviceEnv } from './support/product.ts';
import { command, ROOT, run } from './support/run.ts';
import { step } from './support/step.ts';
import { stopSignal } from './support/stop-signal.ts';
import { supervised } from './support/supervised.ts';
import type { Supervisor } from './support/supervisor.ts';

const SETTLED_AFTER_MS = 200;
const stopping = stopSignal();

/** As `npm start`, but Vite serves the pages from their sources, and the push process follows its own. */
await command(async () => {
	await supervised(
		{
			build: async () => {
				await step('Compiling messages', () => run(['node', 'src/commands/messages.ts']));
			},
			services: async (supervisor, env, provided) => {
				await supervisor.start(pushService(env, provided));
				const vite = ['node_modules/vite/bin/vite.js', 'dev', '--strictPort'];
				await supervisor.start({
					name: 'vite',
					script: [...vite, '--host', env.HOST, '--port', `${env.PORT}`],
					env: serviceEnv(env, provided),
					host: env.HOST,
					port: env.PORT
				});
				restartOnChange(supervisor);
			}
		},
		stopping
	);
});

/** The push process has no Vite that would reload what it imports. */
function restartOnChange(supervisor: Supervisor) {
	let waiting: NodeJS.Timeout | undefined;
	const changed = (_event: string, file: string | null) => {
		if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
		clearTimeout(waiting);
		waiting = setTimeout(() => supervisor.restart('push'), SETTLED_AFTER_MS);
	};
	for (const source of ['src/lib/server', 'src/lib/realtime', 'src/lib/features', 'src/push.ts']) {
		watch(path.join(ROOT, source), { recursive: true, signal: stopping }, changed);
	}
}
