import type { Env } from '#src/environment.ts';
import { build, isBuilt } from './support/build.ts';
import { appService, mediaService, pushService, workerService } from './support/product.ts';
import { command } from './support/run.ts';
import { seconds, step } from './support/step.ts';
import { stopSignal } from './support/stop-signal.ts';
import { supervised } from './support/supervised.ts';
import { table } from './support/table.ts';

const begin = performance.now();
const stopping = stopSignal();

await command(async () => {
	await supervised(
		{
			build: async () => {
				if (isBuilt()) return;
				await step('Building the app (only after a change)', () => build({ signal: stopping }));
			},
			services: async (supervisor, env, provided) => {
				for (const make of [pushService, mediaService, workerService, appService]) {
					const service = make(env, provided);
					stopping.throwIfAborted();
					await step(`Starting the ${service.name} process`, () => supervisor.start(service));
				}
				await tellReady(env);
				process.send?.('ready');
			}
		},
		stopping
	);
	// A channel to whoever started us (the browser tests) would keep us alive.
	process.disconnect?.();
});

async function tellReady(env: Env) {
	console.log(`\nWatchfire is ready after ${seconds(begin)}: ${env.ORIGIN}`);
	if (env.DEMONSTRATION) {
		const { demoAccounts } = await import('./seed.ts');
		const rows = demoAccounts.map((it) => [it.username, it.password, it.role, it.name, it.unit]);
		console.log('\nDemonstration accounts (演示账号):\n');
		console.log(table([['user name', 'password', 'role', 'name', 'unit'], ...rows]));
	}
	console.log('\nCtrl-C stops everything.');
}
