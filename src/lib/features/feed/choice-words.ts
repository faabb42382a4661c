import type { Frame } from '#lib/frame.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AliveBy, FeedKind, FeedSource } from './schema.ts';

/** What each choice of the form is called. */
export const kindNames: Record<FeedKind, () => string> = {
	cap: m.feed_kind_cap,
	usgs: m.feed_kind_usgs
};
export const sourceNames: Record<FeedSource, () => string> = {
	pushed: m.feed_source_pushed,
	url: m.feed_source_url,
	folder: m.feed_source_folder
};
export const aliveNames: Record<AliveBy, () => string> = {
	data: m.feed_alive_data,
	answer: m.feed_alive_answer
};
export const feedFrameNames: Record<Frame, () => string> = {
	real: m.feed_frame_real,
	exercise: m.feed_frame_exercise,
	demonstration: m.feed_frame_demonstration
};
