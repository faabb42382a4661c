import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { cardNow } from './cards.server.ts';
import type { DraftEvent, PlanEvent } from './events.ts';
import type { PlanCard } from './schema.ts';

type Told<T> = T extends DraftEvent
	? { type: T['type']; payload: Omit<T['payload'], 'title'> }
	: never;

/**
 * The line of an act on a draft, for the screens of the owner's unit and those above it, without a word of the draft
 * (PL2); returns the plan's card as it is now.
 */
export async function recordDraft(
	tx: Tx,
	who: Who,
	{ planId, actId, type, payload }: Told<DraftEvent> & { planId: string; actId: string }
): Promise<PlanCard> {
	const card = await cardNow(tx, planId);
	const title = card.approved || card.withdrawn ? card.title : null;
	const { path: scope } = await getUnit(tx, card.ownerUnitId);
	const line = { type, payload: { ...payload, title }, subject: `plan:${planId}`, scope };
	// `Told` pairs type and payload; TypeScript forgets the pairing where both are taken apart.
	await record<PlanEvent>(tx, who, line as DraftEvent, actId);
	return card;
}
