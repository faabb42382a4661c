import { expect, test } from 'vitest';
import {
	applyReportEvent,
	inboxGroups,
	isRaisedTo,
	isUnacknowledged,
	superfluous,
	type ReportCards
} from './live.ts';
import type { Receipt, ReportCard } from './schema.ts';

const receipt = (over: Partial<Receipt> = {}): Receipt => ({
	unitId: '220200',
	unitName: '吉林市',
	arrivedAt: '2026-11-22T06:00:00Z',
	openedAt: null,
	acknowledgedAt: null,
	acknowledgedByName: null,
	outcome: null,
	decidedAt: null,
	decidedByName: null,
	returnReason: null,
	returnFields: null,
	incidentId: null,
	deputyAlertedAt: null,
	leaderAlertedAt: null,
	...over
});

const card = (id: string, over: Partial<ReportCard> = {}): ReportCard => ({
	id,
	threadId: id,
	kind: 'first',
	number: 0,
	isCorrection: false,
	title: '口前镇洪水',
	classCode: '11A01',
	level: null,
	sensitive: false,
	unitId: '220221',
	unitName: '永吉县',
	personName: '沈铁民',
	placeText: '口前镇',
	placeUnitId: '220221',
	at: { lon: 126.5, lat: 43.67 },
	occurredAt: '2026-11-22T05:50:00Z',
	knownAt: '2026-11-22T05:55:00Z',
	receivedAt: '2026-11-22T06:00:00Z',
	frame: 'real',
	figures: {},
	incidentId: null,
	receipts: [receipt()],
	...over
});

const scope = ['220221', '220200'];
const filed = (one: ReportCard) =>
	({ type: 'report.filed', subject: `report:${one.id}`, scope, payload: { card: one } }) as const;

test('an event applied twice leaves the screen as after the first', () => {
	const cards: ReportCards = new Map();
	applyReportEvent(cards, filed(card('a')));
	const acknowledged = {
		type: 'report.acknowledged',
		subject: 'report:a',
		scope,
		payload: { receipt: receipt({ acknowledgedAt: '2026-11-22T06:01:00Z' }) }
	} as const;
	applyReportEvent(cards, acknowledged);
	const once = structuredClone([...cards]);
	applyReportEvent(cards, acknowledged);
	expect([...cards]).toEqual(once);
	expect(isUnacknowledged(cards.get('a')!, '220200')).toBe(false);
});

test('an event about a report that is not on the screen changes nothing', () => {
	const cards: ReportCards = new Map();
	const payload = { receipt: receipt() };
	applyReportEvent(cards, { type: 'report.opened', subject: 'report:x', scope, payload });
	expect(cards.size).toBe(0);
});

test('an inbox has what waits longest first, and what was decided last', () => {
	const old = card('old', { receivedAt: '2026-11-22T05:00:00Z' });
	const young = card('young', { receivedAt: '2026-11-22T06:00:00Z' });
	const done = card('done', { receipts: [receipt({ outcome: 'accepted' })] });
	const foreign = card('foreign', { receipts: [] });
	const groups = inboxGroups([young, done, old, foreign], '220200');
	expect(groups.map(({ name, cards }) => [name, cards.map(({ id }) => id)])).toEqual([
		['waiting', ['old', 'young']],
		['open', []],
		['decided', ['done']]
	]);
});

test.each([
	['the deputy, after 60 s', ['deputy'], { deputyAlertedAt: 'then' }, true],
	['not the leader yet', ['dutyLeader'], { deputyAlertedAt: 'then' }, false],
	[
		'the leader, after 180 s',
		['dutyLeader'],
		{ deputyAlertedAt: 'then', leaderAlertedAt: 'now' },
		true
	],
	[
		'nobody once acknowledged',
		['deputy'],
		{ deputyAlertedAt: 'then', acknowledgedAt: 'now' },
		false
	]
] as const)('an unacknowledged report waits on %s', (_, roles, state, expected) => {
	const who = { unitId: '220200', roles: [...roles] };
	expect(isRaisedTo(card('a', { receipts: [receipt(state)] }), who)).toBe(expected);
});

test('a screen that is never reloaded keeps 500 cards, and each that waits, however old', () => {
	const at = (n: number) => new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString();
	const decided = [receipt({ outcome: 'accepted' })];
	const all = Array.from({ length: 520 }, (_, n) =>
		card(String(n), { receivedAt: at(n), receipts: n < 3 ? [receipt()] : decided })
	);
	const cards: ReportCards = new Map(all.map((one) => [one.id, one]));
	const gone = superfluous(cards);
	expect(gone.map(Number).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 20 }, (_, n) => n + 3)
	);
});
