import { isEventOf } from '#lib/event.ts';
import type { Finding } from '../warning/finding.ts';
import type { EarthquakeCard, FeedCard, FeedSettings } from './schema.ts';

type FeedPayload = {
	/** `change` is absent in lines from before it was kept; its `before` is null for a new feed. */
	'feed.changed': {
		card: FeedCard;
		created: boolean;
		change?: { before: FeedSettings | null; after: FeedSettings; hasNewAddress: boolean };
	};
	/** Nothing came for longer than was agreed: a duty alarm, once for each silence. */
	'feed.silent': { card: FeedCard };
	/** It is heard again; `silentSince`: how long it was not. */
	'feed.recovered': { card: FeedCard; silentSince: string };
	/** A document could not be read, and why; not again for the same faults. */
	'feed.refused': { card: FeedCard; name: string; findings: Finding[] };
};

type EarthquakePayload = {
	'earthquake.reported': { card: EarthquakeCard };
	'earthquake.revised': { card: EarthquakeCard };
	'earthquake.withdrawn': { card: EarthquakeCard };
};

type EventsOf<Noun extends string, Payloads> = {
	[T in keyof Payloads]: {
		type: T;
		subject: `${Noun}:${string}`;
		scope: string[];
		payload: Payloads[T];
	};
}[keyof Payloads];

export type FeedEvent = EventsOf<'feed', FeedPayload>;
export type EarthquakeEvent = EventsOf<'earthquake', EarthquakePayload>;

export const isFeedEvent = isEventOf<FeedEvent>('feed');
export const isEarthquakeEvent = isEventOf<EarthquakeEvent>('earthquake');
