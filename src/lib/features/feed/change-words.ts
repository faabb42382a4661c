import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import { aliveNames, feedFrameNames, kindNames, sourceNames } from './choice-words.ts';
import type { FeedEvent } from './events.ts';
import { spanText } from './health-words.ts';
import type { FeedSettings } from './schema.ts';

type Change = NonNullable<Extract<FeedEvent, { type: 'feed.changed' }>['payload']['change']>;

/** What is shown of the settings: the name of each field as the form has it, and its value in words. */
const shown: [title: () => string, text: (settings: FeedSettings) => string][] = [
	[m.feed_form_name, ({ name }) => name],
	[m.feed_form_unit, ({ unitName }) => unitText(unitName)],
	[m.feed_form_kind, ({ kind }) => kindNames[kind]()],
	[m.feed_form_source, ({ source }) => sourceNames[source]()],
	[m.feed_form_poll, ({ pollS }) => m.feed_span_seconds({ count: pollS })],
	[m.feed_form_expected, ({ expectedS }) => spanText(expectedS)],
	[m.feed_form_alive, ({ aliveBy }) => aliveNames[aliveBy]()],
	[m.feed_form_region, ({ region }) => (region ? m.feed_region(region) : m.feed_region_none())],
	[m.feed_form_frame, ({ frame }) => feedFrameNames[frame]()],
	[m.feed_form_enabled, ({ enabled }) => (enabled ? m.feed_enabled_yes() : m.feed_enabled_no())]
];

/** 约定至少多久一次：1 天 → 1 小时；地址已更换. Empty when the edit left all as it was. */
export function changeText({ before, after, hasNewAddress }: Change): string {
	if (before === null) return '';
	const changes = shown
		.map(([title, text]) => ({ field: title(), from: text(before), to: text(after) }))
		.filter(({ from, to }) => from !== to)
		.map((words) => m.feed_change(words));
	return [...changes, ...(hasNewAddress ? [m.feed_change_address()] : [])].join(
		m.feed_change_between()
	);
}
