/** Two reports further apart than this are not taken for one event. */
export const NEAR_KM = 5;
export const NEAR_MINUTES = 120;

/** Below this, "likely the same as …" would be a guess. */
export const LIKELY = 0.5;

/** What is known of how alike two reports are; null: one of them does not say. */
export type Likeness = {
	distanceKm: number | null;
	minutesApart: number | null;
	classes: [string, string] | null;
	/** Pairs of characters in both texts, and in the shorter one. */
	text: { shared: number; shorter: number } | null;
};

/** 0…1: how likely both are about one event; the mean of what is known, place and text counting most. */
export function likeness({ distanceKm, minutesApart, classes, text }: Likeness): number {
	const parts = [
		{ weight: 0.35, score: distanceKm === null ? null : 1 - distanceKm / NEAR_KM },
		{ weight: 0.15, score: minutesApart === null ? null : 1 - minutesApart / NEAR_MINUTES },
		{ weight: 0.2, score: classes === null ? null : classLikeness(...classes) },
		{ weight: 0.3, score: text === null || text.shorter === 0 ? null : text.shared / text.shorter }
	].flatMap(({ weight, score }) =>
		score === null ? [] : [{ weight, score: Math.min(1, Math.max(0, score)) }]
	);
	const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
	if (weights === 0) return 0;
	return parts.reduce((sum, { weight, score }) => sum + weight * score, 0) / weights;
}

/** The same 小类, 中类 (`11A`) or 大类 (`11`): a flood and the landslide that it set off are both natural. */
function classLikeness(a: string, b: string): number {
	if (a === b) return 1;
	if (a.slice(0, 3) === b.slice(0, 3)) return 0.7;
	return a.slice(0, 2) === b.slice(0, 2) ? 0.4 : 0;
}
