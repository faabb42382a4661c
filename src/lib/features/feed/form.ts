import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FeedEdit } from './schema.ts';

/** What stands in the form: numbers null while empty, the agreed interval in minutes. */
export type FeedForm = Omit<FeedEdit, 'actId' | 'unitId' | 'expectedS' | 'pollS' | 'region'> & {
	unitId: string | null;
	expectedMinutes: number | null;
	pollS: number | null;
	withinKm: number | null;
	minMagnitude: number | null;
};

/** The form's beginning: the feed as it is, or a pushed one for warnings under the new `id`. */
export function feedFormOf(feed: Omit<FeedEdit, 'actId'> | null, id: string): FeedForm {
	if (!feed) {
		return {
			...{ id, name: '', unitId: null, kind: 'cap', source: 'pushed', address: '' },
			...{ frame: 'real', enabled: true, aliveBy: 'data', expectedMinutes: 24 * 60, pollS: 60 },
			...{ withinKm: 300, minMagnitude: 2 }
		};
	}
	const { expectedS, region, ...same } = feed;
	return {
		...same,
		expectedMinutes: expectedS / 60,
		withinKm: region?.withinKm ?? null,
		minMagnitude: region?.minMagnitude ?? null
	};
}

/** What to send; without `edit` the fields say what is missing. What the chosen kind does not need is left out. */
export function feedEditFrom(form: FeedForm): {
	edit: Omit<FeedEdit, 'actId'> | null;
	fields: FieldErrors;
} {
	const { expectedMinutes, withinKm, minMagnitude, unitId, pollS, address, aliveBy, ...same } =
		form;
	const isQuakes = form.kind === 'usgs';
	const missing: FieldErrors = {
		...(unitId === null && { unitId: m.feed_form_choose_unit() }),
		...(expectedMinutes === null && { expectedS: m.feed_form_number() }),
		...(pollS === null && form.source !== 'pushed' && { pollS: m.feed_form_number() }),
		...(isQuakes && withinKm === null && { 'region.withinKm': m.feed_form_number() }),
		...(isQuakes && minMagnitude === null && { 'region.minMagnitude': m.feed_form_number() })
	};
	if (unitId === null || expectedMinutes === null || Object.keys(missing).length > 0) {
		return { edit: null, fields: missing };
	}
	const edit = {
		...same,
		unitId,
		address: form.source === 'pushed' ? '' : address,
		aliveBy: form.source === 'url' ? aliveBy : ('data' as const),
		expectedS: Math.round(expectedMinutes * 60),
		pollS: pollS ?? 60,
		region:
			isQuakes && withinKm !== null && minMagnitude !== null ? { withinKm, minMagnitude } : null
	};
	return { edit, fields: {} };
}
