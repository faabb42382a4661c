import type { Finding } from '../warning/finding.ts';
import type { FeedKind } from './schema.ts';

/** What a document became: what could be read, and what could not with the reason. */
export type Read<Item> = { items: Item[]; faults: Finding[] };

/**
 * What a kind of feed must be able to do: read the bytes of one document. It knows neither where they come
 * from (pushed, fetched, a file) nor what is done with the items.
 */
export type Connector<Item> = {
	kind: FeedKind;
	read(bytes: Uint8Array, now: Date): Read<Item>;
};
