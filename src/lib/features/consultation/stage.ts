import type { Participant } from '#lib/media/participant.svelte.ts';
import type { ConsultationCard } from './schema.ts';

export type Layout = 'gallery' | 'main';

export const TILES_PER_PAGE = 9;

/** Louder than a quiet room. dBov. */
export const SPEAKING_DBOV = -50;

/** What is seen: one large picture or none, the small ones of this page, and how many pages there are. */
export type Arrangement = {
	large: { participant: Participant; source: 'camera' | 'screen' } | null;
	tiles: Participant[];
	pages: number;
};

/**
 * A shared screen is always large. In the main-venue layout else the main venue is, or who has the floor where the main
 * venue has nobody in the room. What is not large stands in tiles, nine to a page, the chair and who has the floor first.
 */
export function arrange(
	participants: readonly Participant[],
	card: Pick<ConsultationCard, 'mainVenueUnitId' | 'floorUnitId' | 'chair'>,
	{ layout, page }: { layout: Layout; page: number }
): Arrangement {
	const sharing = participants.find(({ card: { streams } }) =>
		streams.some(({ source }) => source === 'screen')
	);
	const of = (unitId: string | null) => participants.find((one) => one.card.unit.id === unitId);
	const main = of(card.mainVenueUnitId) ?? of(card.floorUnitId) ?? participants[0];
	const large = sharing
		? ({ participant: sharing, source: 'screen' } as const)
		: layout === 'main' && main
			? ({ participant: main, source: 'camera' } as const)
			: null;
	const rank = ({ card: { personId, unit } }: Participant) =>
		personId === card.chair.personId ? 0 : unit.id === card.floorUnitId ? 1 : 2;
	const small = participants
		.filter((one) => large?.source !== 'camera' || one !== large.participant)
		.toSorted((a, b) => rank(a) - rank(b));
	const pages = Math.max(1, Math.ceil(small.length / TILES_PER_PAGE));
	const from = Math.min(page, pages - 1) * TILES_PER_PAGE;
	return { large, tiles: small.slice(from, from + TILES_PER_PAGE), pages };
}

/** How many tiles of 16:9 stand beside each other so that all are as large as can be on a stage of this size. */
export function columnsFor(count: number, { width, height }: { width: number; height: number }) {
	const widthIn = (columns: number) =>
		Math.min(width / columns, ((height / Math.ceil(count / columns)) * 16) / 9);
	let best = 1;
	for (let columns = 2; columns <= count; columns += 1)
		if (widthIn(columns) > widthIn(best)) best = columns;
	return best;
}
