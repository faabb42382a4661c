import type { WarningEvent } from '../warning/events.ts';
import type { EarthquakeEvent, FeedEvent } from './events.ts';
import type { EarthquakeCard, FeedCard } from './schema.ts';

/** The feeds that a screen knows, by id. */
export type FeedCards = Map<string, FeedCard>;
/** The earthquakes that a screen knows, by id; the withdrawn ones too, so that an older line cannot bring them back. */
export type EarthquakeCards = Map<string, EarthquakeCard>;

/** Applies what happened to a feed, in place: the journal's newest word stands. */
export function applyFeedEvent(cards: FeedCards, { payload: { card } }: FeedEvent) {
	cards.set(card.id, card);
}

/** What a feed brought is a sign of its life, without a line of its own. */
export function noteArrival(
	cards: FeedCards,
	{ payload: { card } }: WarningEvent | EarthquakeEvent
) {
	const feedId = 'feedId' in card ? card.feedId : card.source.feedId;
	const known = cards.get(feedId);
	if (!known || (known.lastDataAt !== null && known.lastDataAt >= card.receivedAt)) return;
	const { receivedAt: lastDataAt } = card;
	cards.set(feedId, { ...known, lastDataAt, lastSuccessAt: lastDataAt });
}

/** Enabled feeds that have been silent for longer than agreed, the longest first: each is a duty alarm (FE13). */
export const silentFeeds = (cards: Iterable<FeedCard>): FeedCard[] =>
	[...cards]
		.filter(({ enabled, silentSince }) => enabled && silentSince !== null)
		.sort((a, b) => (a.silentSince ?? '').localeCompare(b.silentSince ?? ''));

/** Applies one journal event, in place; an older statement never overwrites a newer one (FE10). */
export function applyEarthquakeEvent(
	cards: EarthquakeCards,
	{ payload: { card } }: EarthquakeEvent
) {
	const known = cards.get(card.id);
	if (known && (known.updatedAt > card.updatedAt || known.withdrawnAt !== null)) return;
	cards.set(card.id, card);
}

/** What the unit's map shows at `now`: not withdrawn, not older than `days`, the newest first. */
export function shownEarthquakes(
	cards: EarthquakeCards,
	unitId: string,
	{ now, days }: { now: Date; days: number }
): EarthquakeCard[] {
	const since = new Date(now.getTime() - days * 86_400_000).toISOString();
	return [...cards.values()]
		.filter(
			({ scope, withdrawnAt, occurredAt }) =>
				scope.includes(unitId) && withdrawnAt === null && occurredAt >= since
		)
		.sort((a, b) => b.occurredAt.localeCompare(a.occurredAt));
}
