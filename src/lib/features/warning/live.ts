import type { WarningEvent } from './events.ts';
import { holds, mayRing } from './rules.ts';
import type { WarningCard } from './schema.ts';

/**
 * The warnings that a screen knows, by id; the ended ones too, so that an older line of the journal cannot
 * bring them back.
 */
export type WarningCards = Map<string, WarningCard>;

/** Applies one journal event, in place. Applying it twice changes nothing more (WA14). */
export function applyWarningEvent(cards: WarningCards, { type, payload }: WarningEvent) {
	take(cards, payload.card);
	if (type !== 'warning.issued') for (const card of payload.replaced) take(cards, card);
}

/** An ending is never taken back, so what is known as ended stays so. */
function take(cards: WarningCards, card: WarningCard) {
	if (cards.get(card.id)?.endedAt == null) cards.set(card.id, card);
}

/**
 * What the unit's screen shows at `now`: what holds and is for it, the gravest first, then the newest; rehearsals behind all others. A line
 * also reaches units that only what it replaced was for.
 */
export function shownWarnings(cards: WarningCards, unitId: string, now: Date): WarningCard[] {
	return [...cards.values()]
		.filter((card) => card.scope.includes(unitId) && holds(card, now))
		.sort(
			(a, b) =>
				Number(a.frame === 'exercise') - Number(b.frame === 'exercise') ||
				(a.level ?? 5) - (b.level ?? 5) ||
				b.receivedAt.localeCompare(a.receivedAt) ||
				b.id.localeCompare(a.id)
		);
}

/**
 * Whether the unit's screen sounds for a message that it did not have: a new warning for it does, and an update
 * that is graver than what it replaced or reaches the unit anew; the same again does not (WA6).
 */
export function ringsFor(event: WarningEvent, unitId: string, now: Date): boolean {
	const { card } = event.payload;
	if (!card.scope.includes(unitId) || !mayRing(card, now)) return false;
	if (event.type === 'warning.issued') return true;
	const before = event.payload.replaced.filter(({ scope }) => scope.includes(unitId));
	return before.every(({ level }) => (card.level ?? 5) < (level ?? 5));
}
