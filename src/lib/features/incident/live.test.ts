import { describe, expect, test } from 'vitest';
import type { ReportEvent } from '../report/events.ts';
import type { IncidentEvent } from './events.ts';
import { applyIncidentEvent, shownIncidents, type IncidentCards } from './live.ts';
import type { IncidentCard } from './schema.ts';

const incident = (id: string, changes: Partial<IncidentCard> = {}): IncidentCard => ({
	id,
	title: '口前镇洪水',
	classCode: '11A01',
	status: 'open',
	incidentLevel: null,
	responseLevel: null,
	sensitive: false,
	at: { lon: 126.5, lat: 43.66 },
	shape: { type: 'Point', coordinates: [126.5, 43.66] },
	placeText: '口前镇',
	placeUnitId: '220221',
	ownerUnitId: '220200',
	ownerName: '吉林市',
	occurredAt: '2026-07-28T00:00:00.000Z',
	openedAt: `2026-07-28T01:00:0${id}.000Z`,
	closedAt: null,
	mergedIntoId: null,
	frame: 'real',
	reportCount: 1,
	lastReportAt: '2026-07-28T01:00:00.000Z',
	threads: [{ threadId: `thread ${id}`, number: 0 }],
	version: 1,
	...changes
});

const event = (type: IncidentEvent['type'], card: IncidentCard, rest = {}) =>
	({
		type,
		subject: `incident:${card.id}`,
		scope: [],
		payload: { card, ...rest }
	}) as unknown as IncidentEvent;

const followup = (threadId: string, number: number, incidentId: string | null = null) =>
	({
		type: 'report.filed',
		subject: 'report:0',
		scope: [],
		payload: {
			card: { threadId, number, incidentId, receivedAt: `2026-07-28T02:00:0${number}.000Z` }
		}
	}) as unknown as ReportEvent;

/** The state after the events, each applied as often as `times`. */
function after(events: (IncidentEvent | ReportEvent)[], times = 1): IncidentCards {
	const cards: IncidentCards = new Map();
	for (const one of events) {
		for (let i = 0; i < times; i += 1) applyIncidentEvent(cards, one);
	}
	return cards;
}

const merged = incident('2', { mergedIntoId: '1', version: 2 });
const both = [...incident('1').threads, ...incident('2').threads];

const story: (IncidentEvent | ReportEvent)[] = [
	event('incident.opened', incident('1')),
	event('incident.opened', incident('2')),
	followup('thread 2', 1),
	event('incident.merged', merged, { into: { id: '1' } }),
	event('incident.absorbed', incident('1', { version: 2, reportCount: 3, threads: both })),
	followup('thread 2', 2)
];

describe('the incidents on a screen', () => {
	test('[IN12] every event twice shows the same as once', () => {
		expect(after(story, 2)).toEqual(after(story));
	});

	test('[IN12] the whole story again from its beginning shows the same as once', () => {
		expect(after([...story, ...story])).toEqual(after(story));
	});

	test('[IN6] a follow-up counts for the incident of its thread, and is its newest', () => {
		const cards = after([event('incident.opened', incident('1')), followup('thread 1', 1)]);
		expect(cards.get('1')).toMatchObject({
			reportCount: 2,
			lastReportAt: '2026-07-28T02:00:01.000Z'
		});
	});

	test('[IN6] what a desk files upward from an incident counts for it', () => {
		const cards = after([event('incident.opened', incident('1')), followup('upward', 0, '1')]);
		expect(cards.get('1')?.reportCount).toBe(2);
	});

	test('[IN6] a report of no incident here changes nothing', () => {
		const opened = [event('incident.opened', incident('1'))];
		expect(after([...opened, followup('another', 0)])).toEqual(after(opened));
	});

	test('[IN10] a merged incident leaves, and its follow-ups count for the one that shows it', () => {
		const cards = after(story);
		expect(shownIncidents(cards).map(({ id }) => id)).toEqual(['1']);
		expect(cards.get('1')?.reportCount).toBe(4);
	});

	test('[IN10] undone, both are there again with their own reports', () => {
		const cards = after([
			...story,
			event(
				'incident.unmerged',
				incident('2', { version: 3, threads: [{ threadId: 'thread 2', number: 2 }] })
			),
			event('incident.released', incident('1', { version: 3 }))
		]);
		expect(shownIncidents(cards).map(({ id, reportCount }) => [id, reportCount])).toEqual([
			['2', 3],
			['1', 1]
		]);
	});

	test('[IN12] an older card does not bring back what was closed', () => {
		const cards = after([
			event('incident.closed', incident('1', { status: 'closed', version: 5 })),
			event('incident.edited', incident('1', { version: 4 }))
		]);
		expect(shownIncidents(cards)).toEqual([]);
	});

	test('[IN12] the newest stands first', () => {
		const cards = after([
			event('incident.opened', incident('1')),
			event('incident.opened', incident('3'))
		]);
		expect(shownIncidents(cards).map(({ id }) => id)).toEqual(['3', '1']);
	});
});
