import { eq, inArray, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { unit } from '../unit/tables.server.ts';
import type { EarthquakeCard, FeedCard } from './schema.ts';
import { earthquake, feed } from './tables.server.ts';

/** The feeds where `condition` holds, by name. */
export async function feedCards(db: Reader, condition?: SQL): Promise<FeedCard[]> {
	const rows = await db
		.select({
			id: feed.id,
			name: feed.name,
			unitId: feed.unitId,
			unitName: unit.name,
			kind: feed.kind,
			source: feed.source,
			frame: feed.frame,
			enabled: feed.enabled,
			aliveBy: feed.aliveBy,
			expectedS: feed.expectedS,
			lastDataAt: feed.lastDataAt,
			lastSuccessAt: feed.lastSuccessAt,
			lastFault: feed.lastFault,
			silentSince: feed.silentSince
		})
		.from(feed)
		.innerJoin(unit, eq(unit.id, feed.unitId))
		.where(condition)
		.orderBy(feed.name, feed.id);
	return rows.map((row) => ({
		...row,
		lastDataAt: row.lastDataAt?.toISOString() ?? null,
		lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
		silentSince: row.silentSince?.toISOString() ?? null
	}));
}

/** The earthquakes with these ids, the newest first. */
export async function earthquakeCards(
	db: Reader,
	ids: readonly string[]
): Promise<EarthquakeCard[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.select()
		.from(earthquake)
		.where(inArray(earthquake.id, [...ids]));
	return rows
		.map(({ ids: _ids, origin: _origin, ...row }) => ({
			...row,
			occurredAt: row.occurredAt.toISOString(),
			updatedAt: row.updatedAt.toISOString(),
			receivedAt: row.receivedAt.toISOString(),
			withdrawnAt: row.withdrawnAt?.toISOString() ?? null
		}))
		.sort((a, b) => b.occurredAt.localeCompare(a.occurredAt));
}
