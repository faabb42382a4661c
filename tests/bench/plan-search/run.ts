import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql, type SQL } from 'drizzle-orm';
import { text, pgTable } from 'drizzle-orm/pg-core';
import { holdsWords } from '#lib/server/db/bigrams.ts';
import { openDb } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { temporaryCluster } from '../../support/cluster.ts';

/**
 * How long two Chinese characters take to find among 200,000 documents by the bigram index, against a plain LIKE over
 * the same table in the same run. One JSON line; `npm run bench:plan-search`.
 */
const DOCUMENTS = 200_000;
const ROUNDS = 15;
/** Each in about one document of 2,000; the last is in none. */
const WORDS = ['丁坝', '管涌', '子堤', '蓄滞', '龥龥'];
const CHARACTERS =
	'防汛抗旱洪水河堤水库险情群众转移安置抢险救援预警响应指挥部门单位县市省级人员物资队伍道路交通通信医疗卫生公安消防气象水利应急管理';

const doc = pgTable('bench_doc', { id: text().primaryKey(), words: text().notNull() });

const { cluster, remove } = temporaryCluster();
try {
	await cluster.start();
	const url = await cluster.database('bench');
	await migrate(url);
	const db = openDb(url, { max: 1 });
	// Our connections end a statement after 30 s; making the documents takes longer.
	await db.execute(sql`set statement_timeout = 0`);
	await db.execute(sql`create table bench_doc (id text primary key, words text not null)`);
	// The same documents in every run: random is a hash of the number.
	await db.execute(sql`
		insert into bench_doc select n::text, (
			select string_agg(substr(${CHARACTERS}, 1 + abs(hashtext(n || ':' || i)) % ${[...CHARACTERS].length}, 1), '' order by i)
			from generate_series(1, 80) i
		) || case when n % 2000 < 4 then (array['丁坝', '管涌', '子堤', '蓄滞'])[n % 2000 + 1] else '' end
		from generate_series(1, ${DOCUMENTS}) n`);
	const started = performance.now();
	await db.execute(sql`create index on bench_doc using gin (bigram_vector(words))`);
	const indexMs = performance.now() - started;
	await db.execute(sql`vacuum analyze bench_doc`);
	const where = {
		index: (word: string) => holdsWords(doc.words, word) ?? sql`true`,
		like: (word: string) => sql`${doc.words} like ${`%${word}%`}`
	};
	const found = { index: new Map<string, number>(), like: new Map<string, number>() };
	const times: Record<keyof typeof where, number[]> = { index: [], like: [] };
	for (let round = 0; round < ROUNDS; round++) {
		// In turns, so that what else the machine does meets both.
		for (const how of ['index', 'like'] as const) {
			for (const word of WORDS) {
				const before = performance.now();
				const rows = await select(where[how](word));
				times[how].push(performance.now() - before);
				found[how].set(word, rows);
			}
		}
	}
	for (const word of WORDS) {
		if (found.index.get(word) !== found.like.get(word)) {
			throw new Error(
				`"${word}" is found ${found.index.get(word)} and ${found.like.get(word)} times.`
			);
		}
	}
	const [medianMs, likeMedianMs] = [median(times.index), median(times.like)];
	console.log(
		JSON.stringify({
			...{ bench: path.basename(import.meta.dirname), documents: DOCUMENTS, medianMs },
			...{ likeMedianMs, timesFaster: round(likeMedianMs / medianMs), indexMs: round(indexMs) },
			hits: Object.fromEntries(found.index)
		})
	);
	await db.end();

	async function select(condition: SQL): Promise<number> {
		return (await db.select({ id: doc.id }).from(doc).where(condition)).length;
	}
} finally {
	await remove();
}

function median(values: number[]): number {
	return round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
