import { isFaulty } from './rules.ts';
import type { FeedCard } from './schema.ts';

/** How a feed fares: `never`: nothing came yet, and the agreed time is not over. */
export type Health = 'alive' | 'silent' | 'faulty' | 'never' | 'off';

/** The worst that can be said of it (FE13, FE14). */
export function healthOf(
	card: Pick<FeedCard, 'enabled' | 'silentSince' | 'lastFault' | 'lastSuccessAt'>
): Health {
	if (!card.enabled) return 'off';
	if (card.silentSince !== null) return 'silent';
	if (isFaulty(card)) return 'faulty';
	return card.lastSuccessAt === null ? 'never' : 'alive';
}
