import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { authorizeReading, requireVisible } from '../incident/visible.server.ts';
import { membersOf } from '../incident/tree.server.ts';
import { cardNow, signsOf } from './cards.server.ts';
import type { SignCard } from './schema.ts';

/**
 * The signs of an incident that the person's unit may see and of what was merged into it, also those taken off.
 * Follow from `cursor` on `unit:<own>`.
 */
export async function signsOfIncident(
	db: Db,
	who: Who,
	incidentId: string
): Promise<{ cursor: string; signs: SignCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	await requireVisible(db, who, incidentId);
	return { cursor, signs: await signsOf(db, await membersOf(db, incidentId)) };
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<SignCard> {
	const card = await cardNow(db, id);
	await requireVisible(db, who, card.incidentId);
	return card;
}
