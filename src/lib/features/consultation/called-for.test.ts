import { expect, test } from 'vitest';
import type { ActivationCard } from '../plan/activation-schema.ts';
import { calledFor } from './called-for.ts';

const SINCE = '2026-07-28T01:00:00.000Z';
const BEFORE = '2026-07-28T00:30:00.000Z';
const AFTER = '2026-07-28T01:10:00.000Z';

const activation = (more: Partial<ActivationCard> = {}) =>
	({
		id: 'flood',
		planTitle: '防汛预案',
		state: 'active',
		consultationSince: SINCE,
		roles: [{ unitId: 'city' }, { unitId: 'county' }, { unitId: null }],
		...more
	}) as ActivationCard;
const task = (ownerUnitId: string, more: { activationId?: string; state?: 'withdrawn' } = {}) => ({
	...{ ownerUnitId, activationId: 'flood', state: 'assigned' as const },
	...more
});
const tasks = [
	task('county'),
	task('water'),
	task('other', { activationId: 'fire' }),
	task('gone', { state: 'withdrawn' })
];
const ask = (
	activations: ActivationCard[],
	consultations: { openedAt: string; closedAt: string | null }[] = []
) => calledFor('city', activations, tasks, consultations);

test('[CN16] the units with a task or a role of the response are chosen, the own one is in anyway', () => {
	expect(ask([activation()])).toEqual({ planTitles: ['防汛预案'], unitIds: ['county', 'water'] });
});

test('[CN16] not offered without a response that calls for it: none, ended, undone, or of another level', () => {
	const others = [
		activation({ state: 'ended' }),
		activation({ state: 'undone' }),
		activation({ consultationSince: null })
	];
	for (const one of others) expect(ask([one])).toBeNull();
	expect(ask([])).toBeNull();
});

test('[CN16] offered until one is opened; one that was over before does not count, one that is still open does', () => {
	expect(ask([activation()], [{ openedAt: AFTER, closedAt: null }])).toBeNull();
	expect(ask([activation()], [{ openedAt: AFTER, closedAt: AFTER }])).toBeNull();
	expect(ask([activation()], [{ openedAt: BEFORE, closedAt: null }])).toBeNull();
	expect(ask([activation()], [{ openedAt: BEFORE, closedAt: BEFORE }])).not.toBeNull();
});
