import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinaries } from '#lib/server/cluster/binaries.ts';
import { Cluster } from '#lib/server/cluster/cluster.ts';
import { migrate } from '#lib/server/db/migrate.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The address of the maintenance database of the tests' cluster. */
		clusterUrl: string;
	}
}

/** The database that every test's own is copied from: PostGIS and all migrations, no rows. */
export const TEMPLATE = 'watchfire_template';

/** Vitest's set-up of the project `database`: one throw-away cluster for the run. */
export default async function setup(project: TestProject) {
	const { cluster, remove } = temporaryCluster();
	try {
		await cluster.start();
		await migrate(await cluster.database(TEMPLATE));
	} catch (error) {
		await remove();
		throw error;
	}
	project.provide('clusterUrl', cluster.url('postgres'));
	return remove;
}

/**
 * A cluster in a temporary folder, not yet started. `throwAway`: fast, and a crash may lose what was
 * committed last. `remove` stops and deletes it.
 */
export function temporaryCluster({ throwAway = true } = {}) {
	const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-cluster-'));
	// Where we are root, PostgreSQL's own user must pass through it.
	chmodSync(folder, 0o711);
	const installed = findBinaries();
	if (installed.length === 0) {
		throw new Error('PostgreSQL with PostGIS is missing; "npm test" installs it where it can.');
	}
	const cluster = new Cluster(installed, folder, { throwAway });
	return {
		cluster,
		folder,
		remove: async () => {
			await cluster.destroy();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
