import type { Cluster } from '#lib/server/cluster/cluster.ts';
import { openDb } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { Env } from '#src/environment.ts';
import { databaseUrl, startCluster } from './database.ts';
import { environment } from './environment.ts';
import { checkPorts, type Provided } from './product.ts';
import { RunFolder } from './run-folder.ts';
import { authSecret, mediaSecret } from './secret.ts';
import { step } from './step.ts';
import { aborted } from './stop-signal.ts';
import { Supervisor } from './supervisor.ts';

/** The two parts in which `start` and `dev` differ. */
export interface Plan {
	/** Before anything runs. */
	build: () => Promise<void>;
	/** With the database ready. */
	services: (supervisor: Supervisor, env: Env, provided: Provided) => Promise<void>;
}

/**
 * Runs the product on its data folder: build, database, migrations, demonstration, services; keeps it
 * running until `stopping`, and ends in the reverse order whatever happened.
 */
export async function supervised(plan: Plan, stopping: AbortSignal) {
	const env = environment();
	const runFolder = new RunFolder(env.DATA_DIR);
	await runFolder.claim();
	const supervisor = new Supervisor(runFolder);
	let cluster: Cluster | null = null;
	try {
		await checkPorts(env);
		await plan.build();
		stopping.throwIfAborted();
		let url = env.DATABASE_URL;
		if (url === undefined) {
			cluster = await startCluster(env.DATA_DIR);
			url = await databaseUrl(cluster);
		}
		stopping.throwIfAborted();
		await prepare(url, env);
		stopping.throwIfAborted();
		if (cluster) supervisor.watch(cluster);
		await plan.services(supervisor, env, {
			databaseUrl: url,
			authSecret: env.AUTH_SECRET ?? authSecret(env.DATA_DIR),
			mediaSecret: env.MEDIA_SECRET ?? mediaSecret(env.DATA_DIR)
		});
		await aborted(stopping);
	} catch (error) {
		if (!stopping.aborted) throw error;
	} finally {
		await step('Stopping', async () => {
			await supervisor.stop();
			await cluster?.stop();
		});
		runFolder.release();
	}
}

async function prepare(url: string, env: Env) {
	await step('Migrating the database', () => migrate(url));
	// Only now: it speaks through messages, which the build has just compiled.
	const { seed } = await import('../seed.ts');
	const db = openDb(url);
	const what = env.DEMONSTRATION
		? 'Seeding the demonstration government'
		: 'Seeding rules and codes';
	try {
		await step(what, () => seed(db, env));
	} finally {
		await db.end();
	}
}
