import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { openDb, type Db } from '#lib/server/db/client.ts';
import type { Cluster } from '#lib/server/cluster/cluster.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { speakZod } from '#lib/speak-zod.ts';
import { TEMPLATE, temporaryCluster } from './cluster.ts';

// As the app does when it starts: what is refused at the doors is told in our words.
speakZod();

/** A database of a test file, with its address for what opens its own connections. */
export type TestDb = Db & { url: string };

/** A migrated database for the calling test file alone, dropped after its last test. Call it at the top of the file. */
export async function testDatabase(): Promise<TestDb> {
	const admin = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	// Copying files is quick with fsync off, where logging every page would not be.
	await admin`create database ${admin(name)} template ${admin(TEMPLATE)} strategy file_copy`;
	const url = Object.assign(new URL(inject('clusterUrl')), { pathname: `/${name}` }).href;
	const db = openDb(url);
	afterAll(async () => {
		await db.end();
		await admin`drop database ${admin(name)} with (force)`;
		await admin.end();
	});
	return Object.assign(db, { url });
}

/**
 * A migrated database in a cluster of its own, which the test may stop, kill and start again without
 * harm to others; what was committed survives. Takes a second; use `testDatabase` for all else. Call it at the top of the file.
 */
export async function outageDatabase(): Promise<{ db: TestDb; cluster: Cluster }> {
	const { cluster, remove } = temporaryCluster({ throwAway: false });
	await cluster.start();
	const url = await cluster.database('watchfire');
	await migrate(url);
	const db = openDb(url);
	afterAll(async () => {
		await db.end();
		await remove();
	});
	return { db: Object.assign(db, { url }), cluster };
}
