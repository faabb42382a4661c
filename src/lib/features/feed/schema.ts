import { z } from 'zod';
import { Frame } from '#lib/frame.ts';
import type { LonLat } from '#lib/geo.ts';
import { ActId, Id, line } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { UnitId } from '../unit/schema.ts';
import type { Finding } from '../warning/finding.ts';

/** What a feed speaks. */
export const FeedKind = z.enum(['cap', 'usgs']);
export type FeedKind = z.infer<typeof FeedKind>;

/** How it comes: the agency sends it, or we look. */
export const FeedSource = z.enum(['pushed', 'url', 'folder']);
export type FeedSource = z.infer<typeof FeedSource>;

/**
 * What proves that a feed is alive. `data`: something new came. `answer`: its address answered well, for feeds
 * that are rightly quiet for days.
 */
export const AliveBy = z.enum(['data', 'answer']);
export type AliveBy = z.infer<typeof AliveBy>;

/** An earthquake as an agency's network states it now. Instants are ISO strings. */
export type EarthquakeReading = {
	/** The network's preferred id today; it may change. */
	eventId: string;
	/** Every id that the same earthquake goes by. */
	ids: string[];
	/** `earthquake`, `quarry blast`, … */
	kind: string;
	magnitude: number;
	magnitudeType: string;
	/** Below sea level; negative: above it. */
	depthKm: number | null;
	at: LonLat;
	placeText: string;
	occurredAt: string;
	/** When the network last changed it: an older statement never overwrites a newer one. */
	updatedAt: string;
	status: 'automatic' | 'reviewed' | 'deleted';
};

/** A reading as lists and events carry it. */
export type EarthquakeCard = Omit<EarthquakeReading, 'ids'> & {
	id: string;
	feedId: string;
	sourceName: string;
	frame: z.infer<typeof Frame>;
	receivedAt: string;
	/** The network took it back. */
	withdrawnAt: string | null;
	scope: string[];
};

/** Which readings of a world-wide network are kept: strong enough, and near enough to the node's own area. */
export const Region = z.object({
	withinKm: z.number().min(0).max(20_100),
	minMagnitude: z.number().min(-2).max(9)
});
export type Region = z.infer<typeof Region>;

/** The last thing that went wrong, and with which document. */
export type FeedFault = { at: string; name: string; findings: Finding[] };

/** A feed as lists and events carry it, without its address: that is the administrator's. */
export type FeedCard = {
	id: string;
	name: string;
	unitId: string;
	unitName: string;
	kind: FeedKind;
	source: FeedSource;
	frame: z.infer<typeof Frame>;
	enabled: boolean;
	aliveBy: AliveBy;
	/** After so long without a sign of life it is silent. Seconds. */
	expectedS: number;
	/** The newest thing that came; null: nothing yet. */
	lastDataAt: string | null;
	/** It last answered, and what it said could be read. */
	lastSuccessAt: string | null;
	lastFault: FeedFault | null;
	silentSince: string | null;
};

/** What an administrator edits. */
export const FeedEdit = z
	.object({
		actId: ActId,
		id: Id,
		name: line(2, 60),
		/** The agency whose feed it is. */
		unitId: UnitId,
		kind: FeedKind,
		source: FeedSource,
		/** An http(s) address, or the absolute path of a folder; empty when the agency sends. */
		address: line(0, 500),
		frame: Frame,
		enabled: z.boolean(),
		aliveBy: AliveBy,
		expectedS: z
			.int()
			.min(60)
			.max(31 * 86_400),
		pollS: z.int().min(5).max(86_400),
		region: Region.nullable()
	})
	.superRefine(({ source, address, aliveBy, kind, region }, context) => {
		const wrong = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (source === 'url' && !isWebAddress(address)) wrong('address', m.feed_address_not_url());
		if (source === 'folder' && !address.startsWith('/'))
			wrong('address', m.feed_address_not_folder());
		if (source === 'pushed' && address !== '') wrong('address', m.feed_address_not_needed());
		if (source !== 'url' && aliveBy === 'answer') wrong('aliveBy', m.feed_alive_only_url());
		if (kind === 'usgs' && region === null) wrong('region', m.feed_region_needed());
	});
export type FeedEdit = z.infer<typeof FeedEdit>;

/** What an edit set, as the journal keeps it: without the address, since its lines go to desks too (FE15). */
export type FeedSettings = Omit<FeedEdit, 'actId' | 'id' | 'address'> & { unitName: string };

/** Passwords do not belong into an address: it stands in logs of proxies. */
function isWebAddress(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && password === '';
}
