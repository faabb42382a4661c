import { m } from '#lib/paraglide/messages.js';

/** How many names a line has room for. */
const MOST_NAMED = 3;

/** Between names of a list: 、 in Chinese. */
export const joined = (words: readonly string[]) => words.join(m.journal_and());

/** As many names as a line has room for, and how many there are. */
export const firstOf = (names: readonly string[]) =>
	names.length <= MOST_NAMED
		? joined(names)
		: m.journal_names_more({
				names: joined(names.slice(0, MOST_NAMED)),
				count: names.length
			});

/** ：影响饮用水; empty where no reason was given. */
export const because = (reason: string) => (reason ? m.journal_because({ reason }) : '');
