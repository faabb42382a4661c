import { expect, test } from 'vitest';
import type { Participant } from '#lib/media/participant.svelte.ts';
import { arrange, columnsFor } from './stage.ts';

/** As much of a participant as the arrangement looks at. */
const seat = (personId: string, unitId = personId, sources: string[] = ['camera']) =>
	({
		card: {
			personId,
			unit: { id: unitId, name: unitId },
			streams: sources.map((source) => ({ source }))
		}
	}) as unknown as Participant;

const card = {
	mainVenueUnitId: 'province',
	floorUnitId: null,
	chair: { personId: 'city', name: '', unitId: 'city', unitName: '' }
};
const names = (all: readonly Participant[]) => all.map((one) => one.card.personId);

test('the gallery has nine to a page, the chair and who has the floor first', () => {
	const all = [...Array(20).keys()].map((i) => seat(`county${i}`));
	const room = [...all, seat('city')];
	const first = arrange(room, { ...card, floorUnitId: 'county19' }, { layout: 'gallery', page: 0 });
	expect(first.large).toBeNull();
	expect(first.pages).toBe(3);
	expect(names(first.tiles).slice(0, 3)).toEqual(['city', 'county19', 'county0']);
	expect(arrange(room, card, { layout: 'gallery', page: 9 }).tiles).toHaveLength(3);
});

test('the main venue is large and stands in no tile; without it who has the floor, else who came first', () => {
	const [province, city, county] = [seat('province'), seat('city'), seat('county')];
	const main = (room: Participant[], changes = {}) =>
		arrange(room, { ...card, ...changes }, { layout: 'main', page: 0 });
	expect(main([city, province, county]).large?.participant).toBe(province);
	expect(names(main([city, province, county]).tiles)).toEqual(['city', 'county']);
	expect(main([city, county], { floorUnitId: 'county' }).large?.participant).toBe(county);
	expect(main([city, county]).large?.participant).toBe(city);
	expect(main([]).large).toBeNull();
});

test('a shared screen is large in every layout, and its owner stays among the tiles', () => {
	const sharing = seat('county', 'county', ['camera', 'screen']);
	for (const layout of ['gallery', 'main'] as const) {
		const seen = arrange([seat('province'), sharing], card, { layout, page: 0 });
		expect(seen.large).toEqual({ participant: sharing, source: 'screen' });
		expect(names(seen.tiles)).toEqual(['province', 'county']);
	}
});

test('tiles stand in as many columns as keep them largest: wide on a desk, one below the other on a phone', () => {
	const columns = (width: number, height: number) =>
		[1, 2, 3, 4, 5, 9].map((count) => columnsFor(count, { width, height }));
	expect(columns(950, 600)).toEqual([1, 1, 2, 2, 2, 3]);
	expect(columns(1600, 600)).toEqual([1, 2, 2, 2, 3, 3]);
	expect(columns(390, 420)).toEqual([1, 1, 1, 2, 2, 2]);
	// Before the stage has been measured.
	expect(columns(0, 0)).toEqual([1, 1, 1, 1, 1, 1]);
});
