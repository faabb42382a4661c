import path from 'node:path';
import { Cluster } from '#lib/server/cluster/cluster.ts';
import type { Env } from '#src/environment.ts';
import { ensurePostgis } from './install.ts';
import { step } from './step.ts';

const DATABASE = 'watchfire';

/** The private cluster of the data folder, running; each step is told. */
export async function startCluster(dataDir: string): Promise<Cluster> {
	const cluster = new Cluster(await ensurePostgis(), path.resolve(dataDir));
	if (!cluster.exists) {
		if (cluster.isElsewhere) {
			console.log(
				`PostgreSQL's user may not enter ${path.resolve(dataDir)}; the database goes to ${cluster.folder}.`
			);
		}
		await step(`Making a database in ${cluster.folder}`, () => cluster.create());
	}
	await step('Starting the database', () => cluster.start());
	return cluster;
}

/** The address of Watchfire's database in it. */
export function databaseUrl(cluster: Cluster): Promise<string> {
	return cluster.database(DATABASE);
}

/**
 * Gives `work` the address of the database: the operator's own, or the private one, which is started
 * for it and stopped again unless it was running before.
 */
export async function withDatabase(env: Env, work: (url: string) => Promise<void>) {
	if (env.DATABASE_URL) return await work(env.DATABASE_URL);
	const cluster = new Cluster(await ensurePostgis(), path.resolve(env.DATA_DIR));
	const how = await cluster.start();
	try {
		await work(await databaseUrl(cluster));
	} finally {
		if (how === 'started') await cluster.stop();
	}
}
