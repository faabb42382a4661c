import { z } from 'zod';
import type { LonLat } from '#lib/geo.ts';
import { line } from '#lib/input/words.ts';
import { UnitId } from '../unit/schema.ts';

export const PlaceKind = z.enum([
	'township',
	'station',
	'reservoir',
	'river',
	'road',
	'plant',
	'mountain',
	'lake',
	'airport',
	'port',
	'other'
]);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** Something that a place name may mean: a unit or a place of the gazetteer. */
export type PlaceHit = {
	id: string;
	name: string;
	kind: PlaceKind | 'unit';
	unitId: string | null;
	unitName: string | null;
	at: LonLat;
};

/**
 * At least two characters: one Chinese character finds half the province. `near`: the unit whose places come
 * first; the asker's own, if absent.
 */
export const PlaceSearch = z.object({
	text: line(2, 60),
	near: UnitId.optional()
});
export type PlaceSearch = z.infer<typeof PlaceSearch>;

/** What lies at a point: the smallest unit that holds it, and the named place next to it, if one is close. */
export type PlaceAt = {
	unitId: string;
	unitName: string;
	unitNameEn: string;
	/** From the province down: `吉林省吉林市永吉县`. */
	fullName: string;
	nearest: { name: string; distanceKm: number } | null;
};
