import type { ReportEvent } from './events.ts';
import type { Who } from '#lib/who.ts';
import type { Receipt, ReportCard } from './schema.ts';

/** The report cards that a screen shows, by report id. */
export type ReportCards = Map<string, ReportCard>;

/**
 * Applies one journal event to the cards, in place. Applying it twice changes nothing more. An event
 * about a report that is not on the screen is left out: it was too old for the query.
 */
export function applyReportEvent(cards: ReportCards, { type, subject, payload }: ReportEvent) {
	if (type === 'report.filed') {
		cards.set(payload.card.id, payload.card);
		return;
	}
	const id = subject.slice('report:'.length);
	const card = cards.get(id);
	if (!card) return;
	cards.set(id, {
		...card,
		incidentId: type === 'report.accepted' ? payload.incidentId : card.incidentId,
		receipts: withReceipt(card.receipts, payload.receipt)
	});
}

function withReceipt(receipts: Receipt[], changed: Receipt): Receipt[] {
	const others = receipts.filter(({ unitId }) => unitId !== changed.unitId);
	return [...others, changed].sort((a, b) => b.unitId.localeCompare(a.unitId));
}

/** More than a day of the worst night; a wall that nobody reloads must not grow for ever. */
const MOST_CARDS = 500;

/** The oldest cards beyond what a screen keeps, but none that waits for anybody. */
export function superfluous(cards: ReportCards): string[] {
	if (cards.size <= MOST_CARDS) return [];
	return [...cards.values()]
		.filter(({ receipts }) => receipts.every(({ outcome }) => outcome !== null))
		.sort(newestFirst)
		.slice(MOST_CARDS - cards.size)
		.map(({ id }) => id);
}

/** Newest arrival first. */
export const newestFirst = (a: ReportCard, b: ReportCard) =>
	b.receivedAt.localeCompare(a.receivedAt) || b.id.localeCompare(a.id);

/** True where the unit was addressed and nobody there has acknowledged or decided yet. */
export const isUnacknowledged = (card: ReportCard, unitId: string) =>
	card.receipts.some(
		(receipt) => receipt.unitId === unitId && !receipt.acknowledgedAt && !receipt.outcome
	);

/** The addressee's receipt, or null where the unit only watches. */
export const receiptOf = (card: ReportCard, unitId: string): Receipt | null =>
	card.receipts.find((receipt) => receipt.unitId === unitId) ?? null;

export type InboxGroup = { name: 'waiting' | 'open' | 'decided'; cards: ReportCard[] };

/**
 * The reports addressed to the unit, in the order in which a desk works them off: what nobody acknowledged,
 * the oldest first; what is not decided, the oldest first; what was decided, the newest first.
 */
export function inboxGroups(cards: readonly ReportCard[], unitId: string): InboxGroup[] {
	const groups = { waiting: [], open: [], decided: [] } as Record<InboxGroup['name'], ReportCard[]>;
	for (const card of cards) {
		const receipt = receiptOf(card, unitId);
		if (!receipt) continue;
		groups[receipt.outcome ? 'decided' : receipt.acknowledgedAt ? 'open' : 'waiting'].push(card);
	}
	return [
		{ name: 'waiting', cards: groups.waiting.sort(newestFirst).reverse() },
		{ name: 'open', cards: groups.open.sort(newestFirst).reverse() },
		{ name: 'decided', cards: groups.decided.sort(newestFirst) }
	];
}

/** True where the report waits on this very person: nobody at his unit acknowledged it in time. */
export function isRaisedTo(card: ReportCard, who: Pick<Who, 'unitId' | 'roles'>): boolean {
	const receipt = receiptOf(card, who.unitId);
	if (!receipt || receipt.acknowledgedAt || receipt.outcome) return false;
	if (receipt.leaderAlertedAt && who.roles.includes('dutyLeader')) return true;
	return receipt.deputyAlertedAt !== null && who.roles.includes('deputy');
}
