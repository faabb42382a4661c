import type { Entry } from '#lib/realtime/protocol.ts';
import { JournalFollower } from '#lib/server/journal/follow.ts';
import { JournalReader } from '#lib/server/journal/read.ts';

/** The journal's new lines, for the servers that we compare with: all are fed alike. */
export async function feed(databaseUrl: string, onEntries: (entries: Entry[]) => void) {
	const reader = new JournalReader(databaseUrl);
	const place = await reader.place();
	const told = () => {};
	new JournalFollower({
		reader,
		url: databaseUrl,
		place,
		onEntries,
		onLost: told,
		onBack: told,
		onReplaced: told
	});
}
