import { m } from '#lib/paraglide/messages.js';
import { dayAndTime, hourMinute } from '#lib/time.ts';
import { healthOf, type Health } from './health.ts';
import type { FeedCard } from './schema.ts';

const TODAY_MS = 12 * 3_600_000;

/** 60 分钟, 24 小时, 7 天: the largest unit that says it in whole numbers. */
export function spanText(seconds: number): string {
	if (seconds % 86_400 === 0) return m.feed_span_days({ count: seconds / 86_400 });
	if (seconds % 3600 === 0) return m.feed_span_hours({ count: seconds / 3600 });
	return m.feed_span_minutes({ count: Math.round(seconds / 60) });
}

/** What the feed last proved its life by. */
const lastSign = ({ aliveBy, lastDataAt, lastSuccessAt }: FeedCard) =>
	aliveBy === 'answer' ? lastSuccessAt : lastDataAt;

function clockTime(iso: string | null, now: Date): string {
	if (iso === null) return m.feed_health_nothing();
	const at = new Date(iso);
	return now.getTime() - at.getTime() < TODAY_MS ? hourMinute(at) : dayAndTime(at);
}

type Words = { at: string; since: string; span: string };

const short: Record<Health, (words: Words) => string> = {
	alive: ({ at }) => m.feed_health_alive({ at }),
	silent: ({ since }) => m.feed_health_silent({ since }),
	faulty: ({ at }) => m.feed_health_faulty({ at }),
	never: () => m.feed_health_never(),
	off: () => m.feed_health_off()
};

function wordsOf(card: FeedCard, now: Date): Words {
	return {
		at: clockTime(healthOf(card) === 'faulty' ? (card.lastFault?.at ?? null) : lastSign(card), now),
		since: clockTime(card.silentSince, now),
		span: spanText(card.expectedS)
	};
}

/** How it fares, in a few words: 数据 14:02. */
export const healthText = (card: FeedCard, now: Date) => short[healthOf(card)](wordsOf(card, now));

/** The same with what was agreed: 数据 14:02，约定每 24 小时至少一次. */
export const healthSentence = (card: FeedCard, now: Date) =>
	m.feed_health_agreed({ health: healthText(card, now), span: spanText(card.expectedS) });
