import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from './events.ts';
import { applyNoticeEvent, waitingNotices, type OwnNotices } from './notices.ts';
import type { InformedUnit } from './schema.ts';

const OWN = '220283';
const state = (unitId: string, acknowledgedAt: string | null = null): InformedUnit => ({
	unitId,
	unitName: unitId,
	acknowledgedAt,
	acknowledgedByName: acknowledgedAt && '舒兰主班'
});
const event = (type: IncidentEvent['type'], payload: object) =>
	({ type, subject: 'incident:drums', scope: [], payload }) as unknown as IncidentEvent;
const card = { id: 'drums', title: '化工桶入江', incidentLevel: 2, frame: 'real' };

const told = (id: string, unitIds = [OWN], minute = 0) =>
	event('incident.informed', {
		card,
		notice: {
			id,
			incidentId: 'drums',
			text: '正向下游漂流',
			informedAt: `2026-07-28T02:0${minute}:00.000Z`,
			byUnitId: '220000',
			byUnitName: '吉林省',
			byName: '省主班',
			units: unitIds.map((unitId) => state(unitId))
		}
	});
const heard = (noticeId: string, unitId = OWN) =>
	event('incident.informAcknowledged', {
		card,
		noticeId,
		unit: state(unitId, '2026-07-28T02:30:00.000Z')
	});

function after(...events: IncidentEvent[]) {
	const notices: OwnNotices = new Map();
	const news = events.map((one) => applyNoticeEvent(notices, OWN, one));
	return { notices, news, waiting: waitingNotices(notices).map(({ id }) => id) };
}

describe('[IN18] what a unit was told waits until a desk of it has acknowledged', () => {
	test('the oldest first, and only what was told to this unit', () => {
		const { waiting, news } = after(
			told('b', [OWN], 5),
			told('a', ['220202', OWN]),
			told('c', ['220202'])
		);
		expect(waiting).toEqual(['a', 'b']);
		expect(news).toEqual([true, true, false]);
	});

	test('another unit’s acknowledgement is not one’s own', () => {
		expect(after(told('a', [OWN, '220202']), heard('a', '220202')).waiting).toEqual(['a']);
		expect(after(told('a'), heard('a')).waiting).toEqual([]);
	});

	test('what was acknowledged can still be read', () => {
		const { notices } = after(told('a'), heard('a'));
		expect(notices.get('a')).toMatchObject({
			acknowledgedByName: '舒兰主班',
			text: '正向下游漂流'
		});
	});

	test('of those acknowledged the oldest are forgotten, and of those that wait none', () => {
		const many = Array.from({ length: 60 }, (_, i) => `n${i}`);
		const { notices } = after(
			...many.flatMap((id) => [told(id), heard(id)]),
			...many.map((id) => told(`waiting ${id}`))
		);
		expect(notices.size).toBe(50 + 60);
	});
});

test('[IN12] a line that comes twice, or an older one after a newer, changes nothing more', () => {
	const { waiting, news } = after(told('a'), told('a'), heard('a'), heard('a'), told('a'));
	expect(waiting).toEqual([]);
	expect(news).toEqual([true, false, false, false, false]);
});

test('[IN10] it is shown with what its incident was merged into, and as before when that is undone', () => {
	const merged = event('incident.merged', { card, into: { id: 'flood' } });
	expect(after(told('a'), merged).notices.get('a')?.shownInId).toBe('flood');
	const undone = event('incident.unmerged', { card, from: { id: 'flood' } });
	expect(after(told('a'), merged, undone).notices.get('a')?.shownInId).toBe('drums');
});
