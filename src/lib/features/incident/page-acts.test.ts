import { expect, test } from 'vitest';
import { canNote, pageActs, type Allowed, type PageAct } from './page-acts.ts';
import type { IncidentCard } from './schema.ts';

const everything: Allowed = {
	acts: ['incident.edit', 'incident.grade', 'incident.merge', 'incident.close', 'incident.inform'],
	canFile: true
};
const open = { status: 'open', mergedIntoId: null } as const;
const closed = { status: 'closed', mergedIntoId: null } as const;
const merged = { status: 'open', mergedIntoId: 'whole' } as const;

const possible = (
	card: Pick<IncidentCard, 'status' | 'mergedIntoId'>,
	allowed: Allowed
): PageAct[] => pageActs(card, allowed).flatMap(({ act, why }) => (why === '' ? [act] : []));

test('[IN1] whoever takes no part sees every act, grey and with the reason', () => {
	const items = pageActs(open, { acts: [], canFile: false });
	expect(items).toHaveLength(7);
	expect(items.every(({ why }) => why.length > 0)).toBe(true);
});

test('[IN11] a closed incident can be reopened and reported on, and nothing else', () => {
	expect(possible(open, everything)).toEqual([
		'up',
		'inform',
		'grade',
		'respond',
		'edit',
		'merge',
		'close'
	]);
	expect(possible(closed, everything)).toEqual(['up', 'reopen']);
	expect(canNote(closed, everything)).toBe(true);
});

test('[IN10] one that was merged is dealt with where it went', () => {
	expect(possible(merged, everything)).toEqual([]);
	expect(possible({ ...merged, status: 'closed' }, everything)).toEqual([]);
	expect(canNote(merged, everything)).toBe(false);
});

test('each key is one act', () => {
	const keys = pageActs(open, everything).map((item) => item.keys);
	expect(new Set(keys).size).toBe(keys.length);
});
