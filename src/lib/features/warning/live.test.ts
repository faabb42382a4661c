import { expect, test } from 'vitest';
import type { WarningEvent } from './events.ts';
import { applyWarningEvent, ringsFor, shownWarnings, type WarningCards } from './live.ts';
import type { WarningCard } from './schema.ts';

const now = new Date('2026-11-22T06:00:00Z');
const card = (id: string, changes: Partial<WarningCard> = {}) =>
	({
		id,
		msgType: 'Alert',
		frame: 'real',
		level: 3,
		sentAt: '2026-11-22T05:00:00.000Z',
		receivedAt: '2026-11-22T05:01:00.000Z',
		expiresAt: '2026-11-22T12:00:00.000Z',
		endedAt: null,
		scope: ['222403', '222400'],
		...changes
	}) as WarningCard;

const issued = (one: WarningCard): WarningEvent => ({
	type: 'warning.issued',
	subject: `warning:${one.id}`,
	scope: one.scope,
	payload: { card: one }
});
const replacing = (
	type: 'warning.updated' | 'warning.cancelled',
	one: WarningCard,
	...replaced: WarningCard[]
): WarningEvent => ({
	type,
	subject: `warning:${one.id}`,
	scope: [],
	payload: { card: one, replaced }
});

const ended = { endedAt: '2026-11-22T05:30:00.000Z', endedBy: 'update' as const };
const shown = (cards: WarningCards, unitId = '222403', at = now) =>
	shownWarnings(cards, unitId, at).map(({ id }) => id);

function after(...events: WarningEvent[]): WarningCards {
	const cards: WarningCards = new Map();
	for (const event of events) applyWarningEvent(cards, event);
	return cards;
}

test('[WA14] an update takes the place of what it replaces, a cancelling clears', () => {
	const update = replacing('warning.updated', card('b'), card('a', ended));
	expect(shown(after(issued(card('a')), update))).toEqual(['b']);
	const cancel = replacing('warning.cancelled', card('c', { msgType: 'Cancel' }), card('b', ended));
	expect(shown(after(issued(card('a')), update, cancel))).toEqual([]);
});

test('[WA14] lines twice, or an older one late, bring nothing back', () => {
	const update = replacing('warning.updated', card('b'), card('a', ended));
	expect(shown(after(update, issued(card('a')), update))).toEqual(['b']);
});

test('[WA5] it fades at its end without any line', () => {
	const cards = after(issued(card('a')));
	expect(shown(cards, '222403', new Date('2026-11-22T11:59:59Z'))).toEqual(['a']);
	expect(shown(cards, '222403', new Date('2026-11-22T12:00:00Z'))).toEqual([]);
});

test('[WA11] a unit that only the replaced one was for sees it go, and does not get the new one', () => {
	const moved = card('b', { scope: ['220221'] });
	const cards = after(issued(card('a')), replacing('warning.updated', moved, card('a', ended)));
	expect(shown(cards, '222403')).toEqual([]);
	expect(shown(cards, '220221')).toEqual(['b']);
});

test('[WA16] the gravest stands first, then what came last; without a level last, and rehearsals behind all', () => {
	const cards = after(
		issued(card('drill', { level: 1, frame: 'exercise' })),
		issued(card('none', { level: null })),
		issued(card('old')),
		issued(card('new', { receivedAt: '2026-11-22T05:10:00.000Z' })),
		issued(card('red', { level: 1 }))
	);
	expect(shown(cards)).toEqual(['red', 'new', 'old', 'none', 'drill']);
});

test('[WA6] a new warning for the unit rings; its update only where it is graver or reaches the unit anew', () => {
	const rings = (event: WarningEvent, unitId = '222403') => ringsFor(event, unitId, now);
	expect(rings(issued(card('a')))).toBe(true);
	expect(rings(issued(card('a')), '220100')).toBe(false);
	expect(rings(issued(card('a', { frame: 'exercise' })))).toBe(false);
	const updated = (level: 1 | 3, before: Partial<WarningCard> = {}) =>
		replacing('warning.updated', card('b', { level }), card('a', { ...ended, ...before }));
	expect(rings(updated(3))).toBe(false);
	expect(rings(updated(1))).toBe(true);
	expect(rings(updated(3, { scope: ['220221'] }))).toBe(true);
	const lifted = replacing('warning.cancelled', card('c', { msgType: 'Cancel' }), card('a', ended));
	expect(rings(lifted)).toBe(false);
});
