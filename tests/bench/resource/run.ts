import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { ringsAround } from '#lib/features/resource/reach.server.ts';
import { ReachQuestion } from '#lib/features/resource/schema.ts';
import { openDb, type Db } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { Shape } from '#lib/geo.ts';
import { temporaryCluster } from '../../support/cluster.ts';

/**
 * How long the question takes, what lies within 5, 10 and 30 km of a point, a river and an area, with this many
 * resources over a box as large as Jilin, and how much longer without the index. Prints one JSON line.
 * `node tests/bench/resource/run.ts [rows …]`, 500 and 100000 if not said.
 */
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [500, 100_000];
const ASKED = 15;
const WARMING = 3;
/** Slow enough that a few are enough. */
const ASKED_UNINDEXED = 5;

const river: [number, number][] = Array.from({ length: 200 }, (_, i) => [
	126.5 + i * 0.004,
	43.7 + 0.05 * Math.sin(i / 7) + i * 0.005
]);
const flooded: [number, number][] = Array.from({ length: 400 }, (_, i) => {
	const angle = ((i % 399) / 399) * 2 * Math.PI;
	const radius = 0.08 + 0.01 * Math.sin(9 * angle);
	return [126.5 + radius * Math.cos(angle) * 1.4, 43.66 + radius * Math.sin(angle)];
});
const shapes: Record<string, Shape> = {
	point: { type: 'Point', coordinates: [126.498, 43.673] },
	line: { type: 'LineString', coordinates: river },
	area: { type: 'Polygon', coordinates: [flooded] }
};

const { cluster, remove } = temporaryCluster();
try {
	await cluster.start();
	const result: Record<string, unknown> = {};
	for (const count of counts) result[count] = await measured(count);
	console.log(JSON.stringify({ reach: result }));
} finally {
	await remove();
}

async function measured(count: number) {
	const url = await cluster.database(`bench_${count}`);
	await migrate(url);
	// One connection, so that a setting of the session holds for what follows.
	const db = openDb(url, { max: 1 });
	await fill(db, count);
	const indexed: Record<string, Timing> = {};
	for (const [name, shape] of Object.entries(shapes)) indexed[name] = await timed(db, shape, ASKED);
	await db.execute(sql`drop index resource_ground_idx`);
	const rows: Record<string, unknown> = {};
	for (const [name, shape] of Object.entries(shapes)) {
		const without = await timed(db, shape, ASKED_UNINDEXED);
		const { medianMs = NaN, found } = indexed[name] ?? {};
		const ratio = Math.round((without.medianMs / medianMs) * 10) / 10;
		rows[name] = { medianMs, unindexedMs: without.medianMs, ratio, found };
	}
	await db.end();
	return rows;
}

/** A grid of seven kinds over Jilin's box, every row of one unit, told apart by its number. */
async function fill(db: Db, count: number) {
	await db.execute(sql`insert into node (id, unit_id) values ('bench', '220000')`);
	await db.execute(sql`insert into unit (id, kind, code, name, name_en, short_name, path, valid_from)
		values ('220000', 'province', '220000', '吉林省', 'Jilin', '吉林省', array['220000'], '2000-01-01')`);
	await db.execute(sql`select setseed(0.22)`);
	await db.execute(sql`
		insert into resource (id, kind, code, name, unit_id, at, address, contact, phone, measure, capacity,
			state, note, changed_by_name, origin, scope)
		select gen_random_uuid(),
			(array['team', 'supply', 'equipment', 'shelter', 'hospital', 'protectedSite', 'hazard'])[1 + i % 7],
			'42E99', '资源' || i, '220000',
			ST_SetSRID(ST_MakePoint(121.6 + random() * 9.7, 40.9 + random() * 5.4), 4326),
			'', '', '', '', i % 500, 'available', '', 'bench', 'bench', array['220000']
		from generate_series(1, ${count}::int) as i`);
	await db.execute(sql`vacuum analyze resource`);
}

type Timing = { medianMs: number; found: number };

async function timed(db: Db, shape: Shape, times: number): Promise<Timing> {
	const question = ReachQuestion.parse({ shape });
	const took: number[] = [];
	let found = 0;
	for (let i = 0; i < times + WARMING; i += 1) {
		const start = performance.now();
		const rings = await ringsAround(db, question, 'anybody');
		if (i >= WARMING) took.push(performance.now() - start);
		found = rings.flatMap(({ groups }) => groups).reduce((sum, { count }) => sum + count, 0);
	}
	const middle = took.sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? NaN;
	return { medianMs: Math.round(middle * 10) / 10, found };
}
