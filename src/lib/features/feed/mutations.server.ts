import { eq, sql } from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { act, nothing } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { tell } from './health.server.ts';
import type { FeedCard, FeedEdit, FeedSettings } from './schema.ts';
import { feed } from './tables.server.ts';
import { may } from './permissions.ts';

/** Changes a feed, or makes one with a new id. Its silence is counted anew from now (FE1). */
export async function editFeed(db: Db, who: Who, input: FeedEdit): Promise<void> {
	authorize('feed.edit', who, may(who, 'feed.edit', who.unitPath));
	const { actId, ...after } = input;
	const request = { kind: 'feed.edit', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const [before] = await tx.select().from(feed).where(eq(feed.id, after.id)).for('update');
		const unitIds = [after.unitId, ...(before ? [before.unitId] : [])];
		const names = new Map<string, string>();
		for (const unitId of unitIds) {
			const { path, name } = await getUnit(tx, unitId);
			authorize('feed.edit', after, may(who, 'feed.edit', path));
			names.set(unitId, name);
		}
		const settings = (edited: Settings) => settingsOf(edited, names.get(edited.unitId) ?? '');
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
		const change = {
			before: before ? settings(before) : null,
			after: settings(after),
			hasNewAddress: before !== undefined && before.address !== after.address
		};
		const changed = (card: FeedCard) =>
			({ type: 'feed.changed', payload: { card, created, change } }) as const;
		await tell(tx, after.id, changed, { who, actId });
	});
}

type Settings = Omit<FeedSettings, 'unitName'>;

function settingsOf(edited: Settings, unitName: string): FeedSettings {
	const { name, unitId, kind, source, frame, enabled, aliveBy, expectedS, pollS, region } = edited;
	return {
		...{ name, unitId, unitName, kind, source, frame, enabled },
		...{ aliveBy, expectedS, pollS, region }
	};
}
