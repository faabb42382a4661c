import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';

const admin = postgres(inject('clusterUrl'), { max: 1 });
afterAll(async () => {
	await admin`drop database if exists migrate_twice with (force)`;
	await admin`drop database if exists migrate_acts with (force)`;
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

test('[JO7] acts from before inputs were compared are known after the migration, reports by what was sent', async () => {
	await admin`create database migrate_acts`;
	const url = Object.assign(new URL(inject('clusterUrl')), { pathname: '/migrate_acts' }).href;
	await migrate(url, migrationsBefore('acts'));
	const sql = postgres(url, { max: 1 });
	const [closed, filed] = [randomUUID(), randomUUID()];
	await sql`insert into unit (id, kind, name, name_en, short_name, path, valid_from)
		values ('220000', 'province', '吉林省', '', '吉林省', '{220000}', '2000-01-01')`;
	await sql`insert into person (id, unit_id, name, post, username, roles, active)
		values (${closed}, '220000', '王敏', '', 'wang.min', '{}', true)`;
	await sql`insert into report (id, thread_id, kind, number, is_correction, unit_id, person_id, person_name, class_code,
			title, occurred_at, known_at, place_text, at, is_place_exact, source_kind, source_name, sensitive, body, frame,
			written_at, origin, scope, digest, bigrams)
		values (${filed}, ${filed}, 'first', 0, false, '220000', ${closed}, '王敏', '11A01', '洪水', now(), now(), '口前镇',
			ST_SetSRID(ST_MakePoint(126.5, 43.6), 4326), true, 'unit', '镇政府', false, '{}', 'real', now(), 'test', '{}', 'abc', '{}')`;
	await sql`insert into journal (id, origin, actor, actor_name, type, subject, scope, payload) values
		(${closed}, 'test', ${closed}, '王敏', 'incident.closed', 'incident:1', '{}', '{}'),
		(${filed}, 'test', ${closed}, '王敏', 'report.filed', ${`report:${filed}`}, '{}', '{}')`;
	await migrate(url);
	const acts = await sql`select id, actor, kind, digest from act_done order by kind`;
	await sql.end();
	expect([...acts]).toEqual([
		{ id: closed, actor: closed, kind: 'incident.closed', digest: null },
		{ id: filed, actor: closed, kind: 'report.file', digest: 'abc' }
	]);
});

/** A folder with the migrations up to the one that is named, without it. */
function migrationsBefore(name: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
	cpSync('drizzle', folder, { recursive: true });
	const path = join(folder, 'meta/_journal.json');
	const list = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] };
	const end = list.entries.findIndex((entry) => entry.tag.endsWith(`_${name}`));
	writeFileSync(path, JSON.stringify({ ...list, entries: list.entries.slice(0, end) }));
	return folder;
}
