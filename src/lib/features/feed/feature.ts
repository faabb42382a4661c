import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import { findingText } from '../warning/finding.ts';
import { changeText } from './change-words.ts';
import type { EarthquakeEvent, FeedEvent } from './events.ts';
import { feedPermissions } from './permissions.ts';
import type { EarthquakeCard, FeedCard } from './schema.ts';

const words = ({ name, unitName }: FeedCard) => ({ feed: name, unit: unitText(unitName) });

const earthquakeWords = ({ sourceName, magnitude, placeText }: EarthquakeCard) => ({
	source: sourceName,
	magnitude: magnitude.toFixed(1),
	place: placeText
});

export const feed = defineFeature<FeedEvent | EarthquakeEvent>({
	noun: 'feed',
	permissions: feedPermissions,
	lines: {
		'feed.changed': {
			sentence: ({ card, created, change }, name) => {
				const named = { name, feed: card.name };
				if (created) return m.feed_line_created(named);
				if (!change) return m.feed_line_changed(named);
				const changes = changeText(change);
				return changes === '' ? m.feed_line_saved(named) : m.feed_line_set({ ...named, changes });
			},
			title: m.journal_audit_feed_changed
		},
		'feed.silent': {
			sentence: ({ card }) => m.feed_line_silent(words(card)),
			title: m.journal_audit_feed_silent
		},
		'feed.recovered': {
			sentence: ({ card }) => m.feed_line_recovered(words(card)),
			title: m.journal_audit_feed_recovered
		},
		'feed.refused': {
			sentence: ({ card, findings: [first] }) =>
				m.feed_line_refused({ feed: card.name, reason: first ? findingText(first) : '' }),
			title: m.journal_audit_feed_refused
		},
		'earthquake.reported': {
			sentence: ({ card }) => m.feed_line_earthquake(earthquakeWords(card)),
			title: m.journal_audit_earthquake_reported
		},
		'earthquake.revised': {
			sentence: ({ card }) => m.feed_line_earthquake_revised(earthquakeWords(card)),
			title: m.journal_audit_earthquake_revised
		},
		'earthquake.withdrawn': {
			sentence: ({ card }) => m.feed_line_earthquake_withdrawn(earthquakeWords(card)),
			title: m.journal_audit_earthquake_withdrawn
		}
	},
	nouns: { feed: m.journal_audit_noun_feed, earthquake: m.journal_audit_noun_earthquake },
	subjects: { feed: true, earthquake: true },
	places: [
		{
			href: '/admin/feed',
			title: m.app_admin_feed,
			room: 'administration',
			at: 5,
			permission: feedPermissions['feed.edit']
		}
	]
});
