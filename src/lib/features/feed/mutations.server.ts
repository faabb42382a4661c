import { eq, sql } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { act } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { may } from '../person/rules.ts';
import { getUnit } from '../unit/queries.server.ts';
import { tell } from './health.server.ts';
import type { FeedEdit } from './schema.ts';
import { feed } from './tables.server.ts';

/** Changes a feed, or makes one with a new id. Its silence is counted anew from now (FE1). */
export async function editFeed(db: Db, who: Who, { actId, ...after }: FeedEdit): Promise<void> {
	await act(db, actId, async (tx) => {
		const [before] = await tx.select().from(feed).where(eq(feed.id, after.id)).for('update');
		const unitIds = [after.unitId, ...(before ? [before.unitId] : [])];
		for (const unitId of unitIds) {
			const { path } = await getUnit(tx, unitId);
			authorize('feed.edit', after, may(who, 'feed.edit', path));
		}
		const anew = {
			aliveAt: sql`now()`,
			nextPollAt: sql`now()`,
			...{ silentSince: null, failures: 0, etag: null, lastModified: null, digest: null }
		};
		await tx
			.insert(feed)
			.values({ ...after, origin: sql`(select id from node)` })
			.onConflictDoUpdate({ target: feed.id, set: { ...after, ...anew } });
		const created = before === undefined;
		await tell(tx, after.id, (card) => ({ type: 'feed.changed', payload: { card, created } }), {
			who,
			actId
		});
	});
}
