import { describe, expect, test } from 'vitest';
import type { ConsultationEvent } from './events.ts';
import { applyConsultationEvent, calledTo, withEvent } from './live.ts';
import { isSilenced } from '../../../../media-server/contract/room-law.ts';
import { isRunning, tallyOf, unitState } from './rules.ts';
import type { Attendance, ConsultationCard, InvitedUnit, RollCall } from './schema.ts';

const invited = (unitId: string, answer: InvitedUnit['answer'] = null): InvitedUnit => ({
	unitId,
	unitName: unitId,
	invitedAt: '2026-11-22T06:00:00.000Z',
	answer,
	answeredAt: null,
	answeredByName: null,
	reason: ''
});

const came = (id: string, unitId: string, leftAt: string | null = null): Attendance => ({
	id,
	personId: `person of ${unitId}`,
	name: unitId,
	unitId,
	unitName: unitId,
	joinedAt: '2026-11-22T06:01:00.000Z',
	leftAt
});

const sheet = (answered: boolean[], closedAt: string | null = null): RollCall => ({
	id: 'roll',
	startedAt: '2026-11-22T06:00:00.000Z',
	startedByName: '王',
	limitS: 60,
	closedAt,
	answers: answered.map((isHere, i) => ({
		unitId: `unit ${i}`,
		unitName: `unit ${i}`,
		answeredAt: isHere ? '2026-11-22T06:00:03.000Z' : null,
		byName: null,
		seconds: isHere ? 3 : null
	}))
});

const card = (changes: Partial<ConsultationCard> = {}): ConsultationCard => ({
	id: 'one',
	incidentId: 'incident',
	incidentTitle: '洪水',
	title: '洪水会商',
	mainVenueUnitId: 'city',
	openedAt: '2026-11-22T06:00:00.000Z',
	openedByName: '王',
	openedByUnitId: 'city',
	openedByUnitName: '市',
	closedAt: null,
	closedByName: null,
	chair: { personId: 'chair', name: '王', unitId: 'city', unitName: '市' },
	floorUnitId: null,
	isMutedAll: false,
	mutedIds: [],
	removedIds: [],
	frame: 'real',
	version: 2,
	units: [invited('city', 'joined'), invited('county')],
	present: [],
	rollCall: null,
	...changes
});

const joined = (one: ConsultationCard, attendance = came('seat', 'county')): ConsultationEvent => ({
	type: 'consultation.joined',
	subject: 'consultation:one',
	scope: [],
	payload: { card: one, attendance }
});

describe('[CN7] who is silenced follows from the card alone', () => {
	const chair = { personId: 'chair', unitId: 'city' };
	const county = { personId: 'county officer', unitId: 'county' };
	const colleague = { personId: 'city officer', unitId: 'city' };

	test('one by one', () => {
		const now = card({ mutedIds: ['county officer', 'chair'] });
		expect([chair, county, colleague].map((who) => isSilenced(now, who))).toEqual([
			false,
			true,
			false
		]);
	});

	test('all, but the chair and the unit with the floor', () => {
		const all = card({ isMutedAll: true });
		expect([chair, county, colleague].map((who) => isSilenced(all, who))).toEqual([
			false,
			true,
			true
		]);
		expect(isSilenced({ ...all, floorUnitId: 'county' }, county)).toBe(false);
		const muted = card({ isMutedAll: true, floorUnitId: 'county', mutedIds: ['county officer'] });
		expect(isSilenced(muted, county)).toBe(true);
	});
});

test('[CN2] where a unit stands: in the room before all else, silent to the end only when it is over', () => {
	const state = (answer: InvitedUnit['answer'], wasHere: boolean, changes = {}) =>
		unitState(card(changes), invited('county', answer), wasHere);
	const closed = { closedAt: '2026-11-22T07:00:00.000Z' };
	expect(state(null, false)).toBe('ringing');
	expect(state(null, false, closed)).toBe('unanswered');
	expect(state('declined', false)).toBe('declined');
	expect(state('joined', false)).toBe('answered');
	expect(state('joined', true)).toBe('left');
	expect(state('declined', true, { present: [came('seat', 'county')] })).toBe('present');
});

test('[CN11] a roll call runs until its limit or its closing, and its tally names who is missing', () => {
	const at = (seconds: number) => new Date(Date.parse('2026-11-22T06:00:00Z') + seconds * 1000);
	expect(isRunning(sheet([true]), at(59))).toBe(true);
	expect(isRunning(sheet([true]), at(60))).toBe(false);
	expect(isRunning(sheet([true], '2026-11-22T06:00:10.000Z'), at(20))).toBe(false);
	expect(isRunning(null, at(1))).toBe(false);
	expect(tallyOf(sheet([true, false, true]))).toEqual({ answered: 2, absent: ['unit 1'], all: 3 });
});

describe('[CN13] live', () => {
	test('an older card never takes the place of a newer, and twice is once', () => {
		const cards = new Map<string, ConsultationCard>();
		expect(applyConsultationEvent(cards, joined(card({ version: 5 })))).toBe(true);
		expect(applyConsultationEvent(cards, joined(card({ version: 5 })))).toBe(false);
		expect(applyConsultationEvent(cards, joined(card({ version: 4 })))).toBe(false);
		expect(cards.get('one')?.version).toBe(5);
	});

	test('a unit’s screens show what it was called to, until it is closed', () => {
		const cards = new Map([['one', card()]]);
		expect(calledTo(cards, 'county')).toHaveLength(1);
		expect(calledTo(cards, 'province')).toEqual([]);
		applyConsultationEvent(cards, joined(card({ version: 3, closedAt: '2026-11-22T07:00:00Z' })));
		expect(calledTo(cards, 'county')).toEqual([]);
	});

	test('who has left does not come again, and a sheet loses no answer, by an older line', () => {
		const left = came('seat', 'county', '2026-11-22T06:30:00.000Z');
		const record = { attendances: [left], rollCalls: [sheet([true, true])] };
		const older = joined(card({ rollCall: sheet([true, false]) }));
		expect(withEvent(record, older)).toEqual(record);
		const newer = withEvent(record, joined(card(), came('other', 'county')));
		expect(newer.attendances.map(({ id }) => id)).toEqual(['seat', 'other']);
	});
});
