import { beforeAll, expect, test } from 'vitest';
import type { SimilarQuestion } from '#lib/features/report/schema.ts';
import { draft, KOUQIAN, minutesAgo, reportScene, type ReportScene } from './report-support.ts';

let s: ReportScene;
beforeAll(async () => {
	s = await reportScene();
});

const question = (changes: Partial<SimilarQuestion> = {}): SimilarQuestion => ({
	classCode: '11A01',
	at: KOUQIAN,
	occurredAt: minutesAgo(25),
	text: '口前镇被水淹没',
	exceptThreadId: null,
	frame: 'real',
	...changes
});
const idsFor = async (changes: Partial<SimilarQuestion> = {}, who = s.cityDuty) =>
	(await s.as(who).similar(question(changes))).map(({ threadId }) => threadId);
const near = (km: number) => ({ lon: KOUQIAN.lon, lat: KOUQIAN.lat + km / 111 });

test('[RP18] the flood in the next street is likely the same, with how far and how long apart', async () => {
	const flood = await s
		.as(s.reporter)
		.file(draft({ at: near(1), body: { course: '河水漫堤，镇区被淹' } }));
	const [same] = await s.as(s.cityDuty).similar(question());
	expect(same).toMatchObject({
		threadId: flood.id,
		latestReportId: flood.id,
		title: flood.title,
		unitName: '永吉县'
	});
	expect(same?.distanceKm).toBeCloseTo(1, 1);
	expect(same?.minutesApart).toBeCloseTo(5, 0);
});

test('[RP18] not what is too far, too long ago or of another kind without a common word', async () => {
	const place = { lon: 126.0, lat: 43.4 };
	const here = { at: place, text: '岔路河镇' };
	const far = await s
		.as(s.reporter)
		.file(draft({ at: { lon: 126.0, lat: 43.46 }, placeText: '双河镇' }));
	const old = await s.as(s.reporter).file(
		draft({
			at: place,
			placeText: '岔路河镇',
			occurredAt: minutesAgo(300),
			knownAt: minutesAgo(290)
		})
	);
	const other = await s
		.as(s.reporter)
		.file(draft({ at: { lon: 126.03, lat: 43.42 }, placeText: '一拉溪镇', classCode: '14F01' }));
	const ids = await idsFor(here);
	for (const { id } of [far, old, other]) expect(ids).not.toContain(id);
});

test('[RP18] without a point the words find it, within the same kind', async () => {
	const flood = await s.as(s.reporter).file(draft({ at: null, placeText: '北大湖镇五里河村' }));
	const words = { at: null, text: '五里河村发大水' };
	expect(await idsFor(words)).toContain(flood.id);
	expect(await idsFor({ ...words, classCode: '12D01' })).not.toContain(flood.id);
	expect(await idsFor({ ...words, classCode: null })).toEqual([]);
});

test('[RP18] the newest report of a thread is named, the thread being continued is not', async () => {
	const place = { lon: 126.6, lat: 43.7 };
	const first = await s.as(s.reporter).file(draft({ at: place, placeText: '万昌镇' }));
	const next = await s
		.as(s.reporter)
		.file(draft({ kind: 'followup', previousId: first.id, at: place, placeText: '万昌镇' }));
	const here = { at: place, text: '万昌镇' };
	const found = await s.as(s.cityDuty).similar(question(here));
	expect(found.filter(({ threadId }) => threadId === first.id)).toMatchObject([
		{ latestReportId: next.id }
	]);
	expect(await idsFor({ ...here, exceptThreadId: first.id })).not.toContain(first.id);
});

test('[RP18] only what the person may see, and nothing of a rehearsal', async () => {
	const flood = await s.as(s.reporter).file(draft());
	const rehearsal = await s.as(s.reporter).file(draft({ frame: 'exercise' }));
	expect(await idsFor({}, s.otherCounty)).not.toContain(flood.id);
	expect(await idsFor()).not.toContain(rehearsal.id);
	expect(await idsFor({ frame: 'exercise' })).toEqual([rehearsal.id]);
});

test('[RP18] nothing typed finds nothing, and quotes or signs do no harm', async () => {
	expect(await idsFor({ classCode: null, at: null, occurredAt: null, text: '' })).toEqual([]);
	expect(await idsFor({ at: null, text: `'"; drop table report; -- %_\\ \u0000` })).toEqual([]);
});

test('[RP18] at most five are named, the likeliest first', async () => {
	const place = { lon: 126.1, lat: 43.5 };
	const away = [0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((km) => ({ ...place, lat: place.lat + km / 111 }));
	const filed = [];
	for (const at of away)
		filed.push(
			await s.as(s.reporter).file(draft({ at, placeText: '西阳镇', occurredAt: minutesAgo(25) }))
		);
	const found = await s.as(s.cityDuty).similar(question({ at: place, text: '西阳镇' }));
	expect(found.map(({ threadId }) => threadId)).toEqual(filed.slice(0, 5).map(({ id }) => id));
	const scores = found.map(({ score }) => score);
	expect(scores).toEqual([...scores].sort((a, b) => b - a));
});
