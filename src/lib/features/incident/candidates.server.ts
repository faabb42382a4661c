import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { distanceKm } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { likeness } from '../report/similarity.ts';
import { report } from '../report/tables.server.ts';
import { visibleReport } from '../report/visible.server.ts';
import { treeSql } from './cards.server.ts';
import { openIncidents } from './queries.server.ts';
import type { Candidate } from './schema.ts';
import { authorizeReading } from './visible.server.ts';

const MOST_CANDIDATES = 8;
/** Less alike than this is not offered: class and hour alone would name half the list. */
const WORTH_OFFERING = 0.25;

/**
 * The open incidents that the report is likely about, best first, for the dialog that accepts it: by distance,
 * time, class and words, compared with each report that the incident already has. Never one that was merged.
 */
export async function candidatesFor(db: Db, who: Who, reportId: string): Promise<Candidate[]> {
	authorizeReading(who);
	const [asked] = await db
		.select()
		.from(report)
		.where(and(eq(report.id, reportId), visibleReport(who)));
	if (!asked) throw new Failure('not_found', m.incident_report_not_found());

	const { incidents } = await openIncidents(db, who);
	const alike = incidents.filter(({ frame }) => frame === asked.frame);
	const words = await sharedWords(
		db,
		asked.id,
		alike.map(({ id }) => id)
	);
	return alike
		.map((card): Candidate => {
			const apart = Math.abs(Date.parse(card.occurredAt) - asked.occurredAt.getTime());
			const km = distanceKm(card.at, asked.at);
			const minutes = Math.round(apart / 60_000);
			const score = likeness({
				distanceKm: km,
				minutesApart: minutes,
				classes: [card.classCode, asked.classCode],
				text: words.get(card.id) ?? null
			});
			return { card, distanceKm: km, minutesApart: minutes, score };
		})
		.filter(({ score }) => score >= WORTH_OFFERING)
		.sort((a, b) => b.score - a.score)
		.slice(0, MOST_CANDIDATES);
}

/** Of each incident, the report of it that has most pairs of characters in common with the asked one. */
async function sharedWords(db: Db, reportId: string, ids: string[]) {
	if (ids.length === 0) return new Map<string, { shared: number; shorter: number }>();
	const rows = await db.execute<{ id: string; shared: number; shorter: number }>(sql`
		${treeSql(ids)},
		asked as materialized (select bigrams from report where id = ${reportId})
		select distinct on (thread.root_id) thread.root_id as id, shared.count as shared,
			least(cardinality(report.bigrams), cardinality(asked.bigrams)) as shorter
		from thread
		join report on report.thread_id = thread.thread_id
		cross join asked
		cross join lateral (
			select count(*)::int from unnest(report.bigrams) as pair where pair = any (asked.bigrams)
		) as shared
		order by thread.root_id, shared.count desc`);
	return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
