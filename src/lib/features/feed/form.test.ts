import { expect, test } from 'vitest';
import { feedEditFrom, feedFormOf } from './form.ts';
import { FeedEdit } from './schema.ts';

const id = '01a20279-7722-742b-8041-eb91398c967a';
const filled = { ...feedFormOf(null, id), name: '省气象局', unitId: '220000-qixiang' };

test('[FE1] a new one is pushed, and lacks its name and agency', () => {
	expect(feedEditFrom(feedFormOf(null, id)).fields).toHaveProperty('unitId');
	const { edit } = feedEditFrom(filled);
	expect(FeedEdit.safeParse({ ...edit, actId: id }).success).toBe(true);
});

test('[FE1] what is not of the chosen kind and source is not sent', () => {
	const left = { ...filled, address: 'https://qx.example/', aliveBy: 'answer' as const };
	expect(feedEditFrom(left).edit).toMatchObject({ address: '', aliveBy: 'data', region: null });
	const quakes = { ...filled, kind: 'usgs' as const, withinKm: null };
	expect(feedEditFrom(quakes)).toMatchObject({ edit: null });
	expect(feedEditFrom(quakes).fields).toHaveProperty(['region.withinKm']);
});

test('[FE1] a feed comes back from the form as it went in', () => {
	const { edit } = feedEditFrom({ ...filled, kind: 'usgs' });
	expect(edit && feedEditFrom(feedFormOf(edit, id)).edit).toEqual(edit);
});
