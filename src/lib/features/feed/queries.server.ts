import { and, eq, gt, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import type { Line } from '../journal/schema.ts';
import { getUnit } from '../unit/queries.server.ts';
import { nodeUnit } from '../unit/node.server.ts';
import { earthquakeCards, feedCards } from './cards.server.ts';
import type { EarthquakeCard, FeedCard, FeedEdit, FeedKind } from './schema.ts';
import { earthquake, feed } from './tables.server.ts';
import { may } from './permissions.ts';
import { authorizeReading, visibleEarthquake, visibleFeed } from './visible.server.ts';

/** Quiet as the north-east is, a week of earthquakes near it is a few. */
const MOST_EARTHQUAKES = 300;
const MOST_LINES = 100;

/**
 * The feeds whose agency stands at the person's unit, below it, or is it; at the node's own unit all. Follow from
 * `cursor` on `unit:<own>`.
 */
export async function listFeeds(db: Db, who: Who): Promise<{ cursor: string; feeds: FeedCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	return { cursor, feeds: await feedCards(db, visibleFeed(who, await nodeUnit(db))) };
}

/** A feed with its address, for whoever edits it. */
export async function feedToEdit(
	db: Reader,
	who: Who,
	id: string
): Promise<Omit<FeedEdit, 'actId'>> {
	const [row] = await db.select().from(feed).where(eq(feed.id, id));
	if (!row) throw new Failure('not_found', m.feed_not_found());
	const { path } = await getUnit(db, row.unitId);
	authorize('feed.edit', row, may(who, 'feed.edit', path));
	const { name, unitId, kind, source, address, frame, enabled, aliveBy } = row;
	const { expectedS, pollS, region } = row;
	return {
		...{ id, name, unitId, kind, source, address, frame, enabled, aliveBy },
		...{ expectedS, pollS, region }
	};
}

/** What was done to a feed and what befell it, the newest first: for whoever edits it. */
export async function feedHistory(db: Reader, who: Who, id: string): Promise<Line[]> {
	await feedToEdit(db, who, id);
	const lines = await db
		.select({
			id: journal.id,
			at: journal.at,
			actorName: journal.actorName,
			type: journal.type,
			subject: journal.subject,
			payload: journal.payload
		})
		.from(journal)
		.where(eq(journal.subject, `feed:${id}`))
		.orderBy(sql`${journal.xid} desc, ${journal.seq} desc`)
		.limit(MOST_LINES);
	return lines.map((line) => ({ ...line, at: line.at.toISOString() }));
}

/** The one feed that the person's agency may push this kind by; `feedId` chooses where there are several. */
export async function feedToPush(
	db: Reader,
	who: Who,
	kind: FeedKind,
	feedId: string | null
): Promise<{ id: string }> {
	authorize('feed.push', who, may(who, 'feed.push', [who.unitId]));
	const rows = await db
		.select({ id: feed.id })
		.from(feed)
		.where(
			and(
				eq(feed.unitId, who.unitId),
				eq(feed.kind, kind),
				eq(feed.source, 'pushed'),
				feed.enabled,
				feedId === null ? undefined : eq(feed.id, feedId)
			)
		);
	const [row, another] = rows;
	if (!row) throw new Failure('not_found', m.feed_none_to_push({ unit: who.unitName }));
	if (another) throw new Failure('conflict', m.feed_several_to_push());
	return row;
}

/** Earthquakes of the last `days` that the person's unit is told of, the newest first. */
export async function recentEarthquakes(
	db: Db,
	who: Who,
	days: number
): Promise<{ cursor: string; earthquakes: EarthquakeCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: earthquake.id })
		.from(earthquake)
		.where(
			and(
				visibleEarthquake(who),
				gt(earthquake.occurredAt, sql`now() - make_interval(days => ${days})`)
			)
		)
		.orderBy(sql`${earthquake.occurredAt} desc`)
		.limit(MOST_EARTHQUAKES);
	return {
		cursor,
		earthquakes: await earthquakeCards(
			db,
			rows.map(({ id }) => id)
		)
	};
}
