import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';

const admin = postgres(inject('clusterUrl'), { max: 1 });
afterAll(async () => {
	await admin`drop database migrate_twice with (force)`;
	await admin.end();
});

test('[MG1] two processes that migrate at once both succeed, and each migration is applied once', async () => {
	await admin`create database migrate_twice`;
	const url = Object.assign(new URL(inject('clusterUrl')), { pathname: '/migrate_twice' }).href;
	await Promise.all([migrate(url), migrate(url), migrate(url)]);
	const sql = postgres(url, { max: 1 });
	const [applied] = await sql`
		select count(*)::int as rows, count(distinct hash)::int as migrations from drizzle.__drizzle_migrations`;
	await sql.end();
	expect(applied?.migrations).toBeGreaterThan(0);
	expect(applied?.rows).toBe(applied?.migrations);
});
