import { describe, expect, test } from 'vitest';
import { healthOf } from './health.ts';
import {
	applyEarthquakeEvent,
	applyFeedEvent,
	noteArrival,
	shownEarthquakes,
	silentFeeds
} from './live.ts';
import type { EarthquakeEvent, FeedEvent } from './events.ts';
import type { EarthquakeCard, FeedCard } from './schema.ts';
import type { WarningEvent } from '../warning/events.ts';

const at = (minute: number) => `2026-11-22T06:${String(minute).padStart(2, '0')}:00.000Z`;
const feed = (changes: Partial<FeedCard> = {}) =>
	({
		...{ id: 'f', name: '省气象局', enabled: true, silentSince: null, lastFault: null },
		...{ lastDataAt: null, lastSuccessAt: null },
		...changes
	}) as FeedCard;
const quake = (changes: Partial<EarthquakeCard> = {}) =>
	({
		...{ id: 'q', feedId: 'f', scope: ['222403'], magnitude: 4, withdrawnAt: null },
		...{ occurredAt: at(0), updatedAt: at(1), receivedAt: at(2) },
		...changes
	}) as EarthquakeCard;
const told = (card: EarthquakeCard) => ({ payload: { card } }) as EarthquakeEvent;

describe('feeds', () => {
	test('[FE13] silent ones stand, the longest first, until they are heard; what is off does not', () => {
		const cards = new Map<string, FeedCard>();
		const tell = (card: FeedCard) => applyFeedEvent(cards, { payload: { card } } as FeedEvent);
		tell(feed({ id: 'late', silentSince: at(30) }));
		tell(feed({ id: 'early', silentSince: at(10) }));
		tell(feed({ id: 'off', silentSince: at(5), enabled: false }));
		expect(silentFeeds(cards.values()).map(({ id }) => id)).toEqual(['early', 'late']);
		tell(feed({ id: 'early' }));
		expect(silentFeeds(cards.values()).map(({ id }) => id)).toEqual(['late']);
	});

	test('[FE13] what a feed brings is a sign of its life, an older line is not', () => {
		const cards = new Map([['f', feed()]]);
		const warned = (receivedAt: string) =>
			({ payload: { card: { source: { feedId: 'f' }, receivedAt } } }) as WarningEvent;
		noteArrival(cards, warned(at(20)));
		noteArrival(cards, warned(at(10)));
		noteArrival(cards, told(quake({ feedId: 'another' })));
		expect(cards.get('f')?.lastDataAt).toBe(at(20));
		noteArrival(cards, told(quake({ receivedAt: at(40) })));
		expect(cards.get('f')?.lastDataAt).toBe(at(40));
	});

	test.each([
		[{ enabled: false, silentSince: at(1) }, 'off'],
		[{ silentSince: at(1), lastSuccessAt: at(0) }, 'silent'],
		[{ lastSuccessAt: at(1), lastFault: { at: at(2), name: 'a.xml', findings: [] } }, 'faulty'],
		[{ lastSuccessAt: at(3), lastFault: { at: at(2), name: 'a.xml', findings: [] } }, 'alive'],
		[{}, 'never']
	] as const)('[FE14] %j is %s', (changes, health) => {
		expect(healthOf(feed(changes as Partial<FeedCard>))).toBe(health);
	});
});

describe('earthquakes', () => {
	const now = new Date(at(50));
	const shown = (cards: Map<string, EarthquakeCard>, days = 1) =>
		shownEarthquakes(cards, '222403', { now, days }).map(({ magnitude }) => magnitude);

	test('[FE10] a newer statement revises, an older one counts for nothing, a withdrawn one is gone for good', () => {
		const cards = new Map<string, EarthquakeCard>();
		applyEarthquakeEvent(cards, told(quake({ magnitude: 4.4, updatedAt: at(5) })));
		applyEarthquakeEvent(cards, told(quake({ magnitude: 4.1 })));
		expect(shown(cards)).toEqual([4.4]);
		applyEarthquakeEvent(cards, told(quake({ withdrawnAt: at(9), updatedAt: at(9) })));
		applyEarthquakeEvent(cards, told(quake({ magnitude: 4.4, updatedAt: at(12) })));
		expect(shown(cards)).toEqual([]);
	});

	test('[FE11] the map shows those of its unit that are not too old', () => {
		const cards = new Map<string, EarthquakeCard>();
		applyEarthquakeEvent(cards, told(quake({ id: 'elsewhere', scope: ['220100'] })));
		const old = { id: 'old', occurredAt: '2026-11-20T06:00:00.000Z' };
		applyEarthquakeEvent(cards, told(quake({ ...old, magnitude: 5 })));
		applyEarthquakeEvent(cards, told(quake()));
		expect(shown(cards)).toEqual([4]);
		expect(shown(cards, 7)).toEqual([4, 5]);
	});
});
