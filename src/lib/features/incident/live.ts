import type { JournalLine } from '#lib/event.ts';
import { isReportEvent, type ReportEvent } from '../report/events.ts';
import type { ReportCard } from '../report/schema.ts';
import { isIncidentEvent, type CarriesIncident, type IncidentEvent } from './events.ts';
import { reportsIn } from './rules.ts';
import type { IncidentCard } from './schema.ts';

/**
 * The incidents that a screen knows, by id; the merged and closed ones too, so that an older line of the
 * journal cannot bring them back.
 */
export type IncidentCards = Map<string, IncidentCard>;

/** Applies one journal event to the cards, in place. Applying it twice changes nothing more (IN12). */
export function applyIncidentEvent(cards: IncidentCards, event: IncidentEvent | ReportEvent) {
	switch (event.type) {
		case 'report.filed':
			return extend(cards, event.payload.card);
		case 'report.opened':
		case 'report.acknowledged':
		case 'report.accepted':
		case 'report.returned':
		case 'report.escalated':
		case 'incident.noted':
			return;
		default:
			return take(cards, event.payload.card, event.type === 'incident.released');
	}
}

/** Open and not part of another: what a wall shows. The newest first. */
export function shownIncidents(cards: IncidentCards): IncidentCard[] {
	return [...cards.values()]
		.filter(({ status, mergedIntoId }) => status === 'open' && mergedIntoId === null)
		.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || b.id.localeCompare(a.id));
}

/**
 * Takes from any line what is the incidents': their own; those of reports, because follow-ups count for the incident
 * of their thread; and the card that the line of an act of a higher feature carries, as a plan's activation.
 */
export function applyToIncidents(cards: IncidentCards, line: JournalLine) {
	if (isIncidentEvent(line) || isReportEvent(line)) return applyIncidentEvent(cards, line);
	const { payload } = line;
	if (carriesIncident(payload)) take(cards, payload.incident, false);
}

const carriesIncident = (payload: unknown): payload is CarriesIncident =>
	typeof payload === 'object' && payload !== null && 'incident' in payload;

/** `isComplete`: threads that the card does not name have left; else they came after it was made. */
function take(cards: IncidentCards, card: IncidentCard, isComplete: boolean) {
	const known = cards.get(card.id);
	if (known && known.version > card.version) return;
	const named = new Set(card.threads.map(({ threadId }) => threadId));
	const newer = known?.threads.filter(({ threadId }) => !isComplete || named.has(threadId)) ?? [];
	cards.set(card.id, withThreads(card, newer, known?.lastReportAt ?? null));
}

/** A follow-up belongs to the incident of its thread; what a desk files upward, to the one it was written in. */
function extend(cards: IncidentCards, { threadId, number, incidentId, receivedAt }: ReportCard) {
	for (const card of cards.values()) {
		const isIn =
			card.id === incidentId || card.threads.some((thread) => thread.threadId === threadId);
		if (isIn) cards.set(card.id, withThreads(card, [{ threadId, number }], receivedAt));
	}
}

function withThreads(
	card: IncidentCard,
	others: IncidentCard['threads'],
	lastReportAt: string | null
): IncidentCard {
	const ends = new Map(card.threads.map(({ threadId, number }) => [threadId, number]));
	for (const { threadId, number } of others) {
		ends.set(threadId, Math.max(number, ends.get(threadId) ?? 0));
	}
	const threads = [...ends].map(([threadId, number]) => ({ threadId, number }));
	const latest = [card.lastReportAt, lastReportAt]
		.filter((at) => at !== null)
		.sort()
		.at(-1);
	return { ...card, threads, reportCount: reportsIn(threads), lastReportAt: latest ?? null };
}
