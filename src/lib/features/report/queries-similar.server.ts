import { sql, type SQL } from 'drizzle-orm';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { pointSql } from '#lib/server/db/geo.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf } from './cards.server.ts';
import { frameOn, nodeNow } from './queries-filing.server.ts';
import type { Similar, SimilarQuestion } from './schema.ts';
import { LIKELY, likeness, NEAR_KM, NEAR_MINUTES } from './similarity.ts';
import { authorizeReading, visibleReport } from './visible.server.ts';

const MOST_CANDIDATES = 60;
const MOST_ANSWERS = 5;
/** Without a time of occurrence, what came in within this long is compared. */
const RECENT_HOURS = 12;

type Candidate = {
	thread_id: string;
	class_code: string;
	km: number | null;
	minutes: number | null;
	shared: number;
	shorter: number;
};

/**
 * The threads that are likely about the event being typed, the likeliest first (RP18): within 5 km and two
 * hours, or of the same 中类 with words in common within two hours. Only what the person may see.
 */
export async function similarTo(db: Db, who: Who, question: SimilarQuestion): Promise<Similar[]> {
	authorizeReading(who);
	const frame = frameOn(await nodeNow(db), question.frame);
	const candidates = await candidatesFor(db, who, { ...question, frame });
	const best = new Map<string, { score: number; candidate: Candidate }>();
	for (const candidate of candidates) {
		const score = likeness({
			distanceKm: candidate.km,
			minutesApart: candidate.minutes,
			classes: question.classCode ? [question.classCode, candidate.class_code] : null,
			text: candidate.shorter > 0 ? candidate : null
		});
		const known = best.get(candidate.thread_id);
		if (score >= LIKELY && score > (known?.score ?? 0)) {
			best.set(candidate.thread_id, { score, candidate });
		}
	}
	const top = [...best.values()].sort((a, b) => b.score - a.score).slice(0, MOST_ANSWERS);
	return await described(db, top);
}

async function described(
	db: Reader,
	top: { score: number; candidate: Candidate }[]
): Promise<Similar[]> {
	const latest = await latestOf(
		db,
		top.map(({ candidate }) => candidate.thread_id)
	);
	const cards = await cardsOf(db, [...latest.values()]);
	return top.flatMap(({ score, candidate }) => {
		const card = cards.find(({ threadId }) => threadId === candidate.thread_id);
		if (!card) return [];
		const { threadId, incidentId, title, unitId, unitName, classCode, occurredAt } = card;
		return {
			threadId,
			latestReportId: card.id,
			incidentId,
			title,
			unitId,
			unitName,
			classCode,
			occurredAt,
			distanceKm: candidate.km,
			minutesApart: candidate.minutes,
			score
		};
	});
}

async function latestOf(db: Reader, threadIds: string[]): Promise<Map<string, string>> {
	if (threadIds.length === 0) return new Map();
	const rows = await db.execute<{ thread_id: string; id: string }>(sql`
		select distinct on (thread_id) thread_id, id from report
		where thread_id in ${threadIds} order by thread_id, number desc`);
	return new Map(rows.map(({ thread_id, id }) => [thread_id, id]));
}

/** Two bounded searches: by place on its index, by words within the hours on that of the time. */
async function candidatesFor(
	db: Reader,
	who: Who,
	{ at, classCode, occurredAt, text, exceptThreadId, frame }: SimilarQuestion
): Promise<Candidate[]> {
	const when = occurredAt
		? sql`occurred_at between ${occurredAt}::timestamptz - make_interval(mins => ${NEAR_MINUTES})
			and ${occurredAt}::timestamptz + make_interval(mins => ${NEAR_MINUTES})`
		: sql`occurred_at > now() - make_interval(hours => ${RECENT_HOURS})`;
	const common = sql`${visibleReport(who)} and frame = ${frame} and ${when}
		and thread_id is distinct from ${exceptThreadId}::uuid`;
	const km = at
		? sql`case when is_place_exact then ST_Distance(at::geography, ${pointSql(at)}::geography) / 1000 end`
		: sql`null::float8`;
	const minutes = occurredAt
		? sql`abs(extract(epoch from occurred_at - ${occurredAt}::timestamptz)) / 60`
		: sql`null`;
	const columns = sql`thread_id, class_code, ${km} as km, (${minutes})::float8 as minutes,
		(select count(*) from unnest(report.bigrams) b where b = any (asked.bigrams))::int as shared,
		least(cardinality(report.bigrams), cardinality(asked.bigrams)) as shorter`;

	const searches: SQL[] = [];
	if (at) {
		searches.push(sql`(select ${columns} from report, asked where ${common}
			and ST_DWithin(at::geography, ${pointSql(at)}::geography, ${NEAR_KM * 1000})
			order by km limit ${MOST_CANDIDATES})`);
	}
	if (classCode && text.length >= 2) {
		searches.push(sql`(select ${columns} from report, asked where ${common}
			and starts_with(class_code, ${classCode.slice(0, 3)}) and report.bigrams && asked.bigrams
			and ${at ? sql`not is_place_exact` : sql`true`}
			order by shared desc limit ${MOST_CANDIDATES})`);
	}
	if (searches.length === 0) return [];
	return await db.execute<Candidate>(sql`
		with asked as materialized (select bigrams(${text}) as bigrams)
		${sql.join(searches, sql` union `)}`);
}
