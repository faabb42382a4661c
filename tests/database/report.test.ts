import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { clock } from '#lib/features/clock/tables.server.ts';
import { report, reportReceipt } from '#lib/features/report/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal, node } from '#lib/server/journal/tables.server.ts';
import {
	CHANGBAISHAN,
	DUNHUA,
	JILIN,
	JILIN_CITY,
	testPerson,
	whoOf,
	YANBIAN,
	YONGJI
} from '../support/person.ts';
import {
	draft,
	KOUQIAN,
	minutesAgo,
	refusal,
	reportScene,
	type ReportScene,
	saying,
	someText
} from './report-support.ts';

let s: ReportScene;
beforeAll(async () => {
	s = await reportScene();
});

const linesAbout = (id: string) =>
	s.db
		.select()
		.from(journal)
		.where(eq(journal.subject, `report:${id}`))
		.orderBy(journal.seq);

describe('who may file', () => {
	test('[RP1] nobody without a person, no administrator, no screen and no token without the scope files', async () => {
		await expect(s.as(null).file(draft())).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [s.systemAdmin, s.auditAdmin, s.cityScreen]) {
			await expect(s.as(who).file(draft())).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		const token = await whoOf(s.db, s.reporter.personId, ['read']);
		await expect(s.as(token).file(draft())).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[RP1] a token with the scope files for its person', async () => {
		const token = await whoOf(s.db, s.reporter.personId, ['report']);
		const card = await s.as(token).file(draft());
		expect(card).toMatchObject({ unitId: YONGJI, personName: '永吉报送员' });
	});
});

describe('filing', () => {
	test('[RP3] four fields are enough: the rest is made', async () => {
		const card = await s.as(s.reporter).file(draft());
		expect(card).toMatchObject({
			kind: 'first',
			number: 0,
			title: '永吉县口前镇洪水',
			placeUnitId: YONGJI,
			at: KOUQIAN,
			sensitive: false,
			frame: 'real',
			incidentId: null
		});
		expect(card.threadId).toBe(card.id);
	});

	test('[RP13] one send reaches every unit that the rules name', async () => {
		const ordinary = await s.as(s.reporter).file(draft());
		const grave = await s.as(s.reporter).file(draft({ level: 2 }));
		const sensitive = await s.as(s.reporter).file(draft({ classCode: '14F01' }));
		expect(ordinary.receipts.map(({ unitId }) => unitId)).toEqual([JILIN_CITY]);
		expect(grave.receipts.map(({ unitId }) => unitId)).toEqual([JILIN_CITY, JILIN]);
		expect(sensitive).toMatchObject({ sensitive: true });
		expect(sensitive.receipts.map(({ unitId }) => unitId)).toEqual([JILIN_CITY, JILIN]);
		expect(ordinary.receipts[0]).toMatchObject({
			openedAt: null,
			acknowledgedAt: null,
			outcome: null
		});
	});

	test('[RP14] the journal has it in full, for every unit that may see it', async () => {
		const card = await s
			.as(s.reporter)
			.file(draft({ at: { lon: 128.2, lat: 43.3 }, placeText: '敦化市' }));
		const [line] = await linesAbout(card.id);
		expect(line).toMatchObject({
			id: card.id,
			type: 'report.filed',
			actor: s.reporter.personId,
			payload: { card }
		});
		expect(new Set(line?.scope)).toEqual(new Set([YONGJI, JILIN_CITY, JILIN, DUNHUA, YANBIAN]));
	});

	test('[RP8] without a point a unit’s centre stands in, and the report says so', async () => {
		const centre = { lon: 126.25, lat: 43.525 };
		const own = await s.as(s.reporter).file(draft({ at: null, placeText: '河边村' }));
		const named = await s.as(s.provinceDuty).file(draft({ at: null, placeText: '敦化市大石头镇' }));
		expect(own).toMatchObject({ at: centre, placeUnitId: YONGJI });
		expect(named).toMatchObject({ placeUnitId: DUNHUA });
		expect((await s.as(s.reporter).get({ id: own.id })).report.isPlaceExact).toBe(false);
	});

	test('[RP12] the clock that the report meets is stopped by it, the follow-up’s goes on', async () => {
		const card = await s.as(s.reporter).file(draft({ level: 3 }));
		const clocks = await s.db.select().from(clock).where(eq(clock.threadId, card.threadId));
		const stopped = clocks.filter(({ stop }) => stop !== null);
		expect(stopped.map(({ ruleKey }) => ruleKey).sort()).toEqual(['city', 'province']);
		expect(stopped[0]?.stop).toEqual({ kind: 'report', reportId: card.id });
		expect(clocks.filter(({ stoppedAt }) => !stoppedAt).map(({ ruleKey }) => ruleKey)).toEqual([
			'city-followup'
		]);
	});

	test('[RP15] on a demonstration node nothing is real', async () => {
		await s.db.update(node).set({ demonstration: 'true' });
		try {
			const card = await s.as(s.reporter).file(draft({ frame: 'real' }));
			expect(card.frame).toBe('demonstration');
		} finally {
			await s.db.update(node).set({ demonstration: 'false' });
		}
	});

	test('[RP16] the skew is the sender’s clock at sending, not the time in the outbox', async () => {
		const queued = await s
			.as(s.reporter)
			.file(draft({ writtenAt: minutesAgo(600), sentAt: minutesAgo(0) }));
		const wrong = await s
			.as(s.reporter)
			.file(draft({ writtenAt: minutesAgo(20), sentAt: minutesAgo(20) }));
		const silent = await s.as(s.reporter).file(draft());
		const skewOf = async (id: string) => (await s.as(s.reporter).get({ id })).report.clockSkewMs;
		expect(Math.abs((await skewOf(queued.id)) ?? NaN)).toBeLessThan(60_000);
		expect(Math.round(((await skewOf(wrong.id)) ?? NaN) / 60_000)).toBe(-20);
		expect(await skewOf(silent.id)).toBeNull();
	});
});

describe('once', () => {
	test('[RP2] a storm of 1,000 retries is one report, and every answer is the same', async () => {
		const input = draft();
		const answers = await Promise.all(
			Array.from({ length: 1000 }, () =>
				s.as(s.reporter).file({ ...input, sentAt: new Date().toISOString() })
			)
		);
		const [first] = answers;
		for (const answer of answers) expect(answer).toEqual(first);
		expect((await linesAbout(input.id)).filter(({ type }) => type === 'report.filed')).toHaveLength(
			1
		);
		expect(await s.db.$count(report, eq(report.id, input.id))).toBe(1);
		expect(await s.db.$count(reportReceipt, eq(reportReceipt.reportId, input.id))).toBe(1);
	}, 60_000);

	test('[RP2] the same id with other content is refused in words, and nothing is changed', async () => {
		const input = draft();
		const card = await s.as(s.reporter).file(input);
		const other = await refusal(s.as(s.reporter).file({ ...input, placeText: '永吉县北大湖镇' }));
		expect(other).toMatchObject({ code: 'CONFLICT', message: saying('同一编号') });
		expect((await s.as(s.reporter).get({ id: input.id })).report.placeText).toBe(card.placeText);
	});

	test('[RP2] another unit’s id is refused without a word of what it holds', async () => {
		const input = draft();
		await s.as(s.reporter).file(input);
		await expect(s.as(s.otherCounty).file(input)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[RP2] an id that was an act’s of another kind is refused', async () => {
		const card = await s.as(s.reporter).file(draft());
		const actId = uuidv7();
		await s.as(s.cityDuty).acknowledge({ actId, reportId: card.id });
		await expect(s.as(s.reporter).file(draft({ id: actId }))).rejects.toMatchObject({
			code: 'CONFLICT'
		});
	});

	test('[RP2] what was sent can be neither changed nor deleted', async () => {
		const card = await s.as(s.reporter).file(draft());
		const refused = { cause: { message: saying('never changed') } };
		await expect(
			s.db.update(report).set({ title: 'x' }).where(eq(report.id, card.id))
		).rejects.toMatchObject(refused);
		await expect(s.db.delete(report).where(eq(report.id, card.id))).rejects.toMatchObject(refused);
	});
});

describe('bad input', () => {
	const fieldsOf = async (changes: Parameters<typeof draft>[0]) => {
		const answer = await refusal(s.as(s.reporter).file(draft(changes)));
		expect(answer.code).toBe('BAD_REQUEST');
		return answer;
	};
	const figure = (value: number, at = minutesAgo(10)) => ({ value, at, source: '县应急局' });

	test('[RP4] an unknown class is named beside the field', async () => {
		expect((await fieldsOf({ classCode: '11Z99' })).fields).toHaveProperty('classCode');
		expect((await fieldsOf({ classCode: '<script>' })).paths).toEqual(['classCode']);
	});

	test('[RP5] a time in the future is refused, two minutes of a wrong clock are not', async () => {
		expect(
			(await fieldsOf({ occurredAt: minutesAgo(-10), knownAt: minutesAgo(-10) })).fields
		).toHaveProperty('occurredAt');
		expect((await fieldsOf({ knownAt: minutesAgo(-10) })).fields).toHaveProperty('knownAt');
		await expect(s.as(s.reporter).file(draft({ knownAt: minutesAgo(-1) }))).resolves.toBeDefined();
	});

	test('[RP5] where the computer’s clock is ahead the sentence says by how much', async () => {
		const { fields } = await fieldsOf({ knownAt: minutesAgo(-20), sentAt: minutesAgo(-20) });
		expect(fields['knownAt']).toContain('20 分钟');
	});

	test('[RP6] nobody knows of an event before it occurs', async () => {
		expect((await fieldsOf({ occurredAt: minutesAgo(5), knownAt: minutesAgo(9) })).fields).toEqual({
			knownAt: saying('早于')
		});
	});

	test('[RP7] a point further than 50 km outside the area is refused, one just outside is not', async () => {
		expect((await fieldsOf({ at: { lon: 116.4, lat: 39.9 } })).fields).toHaveProperty('at');
		expect((await fieldsOf({ at: { lon: 200, lat: 39.9 } })).paths).toEqual(['at.lon']);
		await expect(
			s.as(s.reporter).file(draft({ at: { lon: 131.9, lat: 43.5 } }))
		).resolves.toMatchObject({ placeUnitId: null });
	});

	test('[RP9] people are counted in whole numbers, not below none, and not in the future', async () => {
		expect((await fieldsOf({ body: { figures: { dead: figure(1.5) } } })).fields).toHaveProperty(
			'figures.dead.value'
		);
		expect(
			(await fieldsOf({ body: { figures: { dead: figure(1, minutesAgo(-30)) } } })).fields
		).toHaveProperty('figures.dead.at');
		expect((await fieldsOf({ body: { figures: { dead: figure(-1) } } })).paths).toEqual([
			'body.figures.dead.value'
		]);
	});

	test('[RP17] an attachment that is too large or named twice is refused beforehand', async () => {
		const [id, large] = [uuidv7(), uuidv7()];
		const { fields } = await fieldsOf({
			body: {
				attachments: [
					{ id, name: 'a.jpg', size: 10 },
					{ id, name: 'b.jpg', size: 10 },
					{ id: large, name: 'c.mp4', size: 2 ** 40 }
				]
			}
		});
		expect(Object.keys(fields).sort()).toEqual(['attachments.1.id', 'attachments.2.size']);
	});

	test('[RP3] years that no clock shows, missing fields and wrong types each get a sentence', async () => {
		expect((await fieldsOf({ occurredAt: '0000-01-01T00:00:00Z' })).paths).toEqual(['occurredAt']);
		expect((await fieldsOf({ writtenAt: 'yesterday' })).paths).toEqual(['writtenAt']);
		expect((await fieldsOf({ placeText: ' ' })).paths).toEqual(['placeText']);
		expect((await fieldsOf({ source: { kind: 'unit', name: '' } })).paths).toEqual(['source.name']);
		expect((await fieldsOf({ incidentId: 'x' })).paths).toEqual(['incidentId']);
	});

	test('[RP3] the sentences are a clerk’s, not a compiler’s', async () => {
		const { sentences } = await fieldsOf({
			placeText: '镇',
			occurredAt: '',
			title: '长'.repeat(121)
		});
		expect(sentences).toEqual({
			placeText: '至少 2 个字，现在 1 个。',
			occurredAt: '请填写日期和时间。',
			title: '最多 120 个字，现在 121 个。'
		});
	});

	test('[RP3] characters that cannot be stored are left out', async () => {
		const card = await s
			.as(s.reporter)
			.file(draft({ placeText: '口前\u0000镇', body: { course: 'a\ud800b\u0000' } }));
		expect(card.placeText).toBe('口前镇');
		expect((await s.as(s.reporter).get({ id: card.id })).report.body.course).toBe('a\ufffdb');
	});

	test('[RP3] a refused report leaves nothing behind, and the same id may be sent again when mended', async () => {
		const input = draft({ classCode: '11Z99' });
		await refusal(s.as(s.reporter).file(input));
		expect(await linesAbout(input.id)).toEqual([]);
		await expect(s.as(s.reporter).file({ ...input, classCode: '11A02' })).resolves.toMatchObject({
			title: '永吉县口前镇内涝'
		});
	});

	test('[RP19] a report upward from an incident needs an open one in sight', async () => {
		const answer = await refusal(s.as(s.cityDuty).file(draft({ incidentId: uuidv7() })));
		expect(answer).toMatchObject({ code: 'CONFLICT', message: saying('办结') });
	});
});

describe('threads', () => {
	const first = (body = {}) => s.as(s.reporter).file(draft({ body }));
	const next = (previousId: string, changes: Parameters<typeof draft>[0] = {}) =>
		s.as(s.reporter).file(draft({ kind: 'followup', previousId, ...changes }));
	const dead = (value: number, reason?: string) => ({
		figures: { dead: { value, source: '县医院', at: minutesAgo(1), ...(reason && { reason }) } }
	});

	test('[RP10] 首报, 续报一, 续报二, 终报 are numbered without a gap, also when two are sent at once', async () => {
		const { id } = await first();
		const together = await Promise.all(Array.from({ length: 8 }, () => next(id)));
		expect(together.map(({ number }) => number).sort((a, b) => a - b)).toEqual([
			1, 2, 3, 4, 5, 6, 7, 8
		]);
		const last = await next(id, { kind: 'final' });
		expect(last).toMatchObject({ number: 9, threadId: id, kind: 'final' });
		const { thread } = await s.as(s.reporter).get({ id: last.id });
		expect(thread.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(thread.map(({ previousId }) => previousId)).toEqual([
			null,
			...Array<string>(9).fill(id)
		]);
	});

	test('[RP10] a follow-up continues a report of the own unit and nothing else', async () => {
		const { id } = await first();
		for (const call of [
			() => next(uuidv7()),
			() => s.as(s.otherCounty).file(draft({ kind: 'followup', previousId: id })),
			() => s.as(s.reporter).file(draft({ kind: 'followup' })),
			() => s.as(s.reporter).file(draft({ kind: 'first', previousId: id })),
			() => s.as(s.reporter).file(draft({ kind: 'first', isCorrection: true }))
		]) {
			expect(await refusal(call())).toMatchObject({
				code: 'BAD_REQUEST',
				fields: { previousId: someText }
			});
		}
	});

	test('[RP10] after the final report only a correction follows; one that is no final report reopens', async () => {
		const { id } = await first();
		const final = await next(id, { kind: 'final' });
		expect(await refusal(next(id))).toMatchObject({
			fields: { previousId: saying('终报') }
		});
		const corrected = await next(final.id, { kind: 'final', isCorrection: true });
		expect(corrected).toMatchObject({ number: 2, isCorrection: true });
		expect(await refusal(next(corrected.id))).toMatchObject({
			fields: { previousId: someText }
		});
		await next(corrected.id, { isCorrection: true });
		await expect(next(corrected.id)).resolves.toMatchObject({ number: 4 });
	});

	test('[RP9] a figure that goes down asks why', async () => {
		const { id } = await first(dead(5));
		expect(await refusal(next(id, { body: dead(3) }))).toMatchObject({
			fields: { 'figures.dead.reason': saying('5') }
		});
		await expect(next(id, { body: dead(3, '重复统计两人') })).resolves.toMatchObject({
			figures: { dead: 3 }
		});
	});

	const drums = (value: number, changes = {}) => ({
		otherFigures: [
			{
				...{ key: uuidv7(), label: '冲走的桶', unit: '只', value, source: '管委会' },
				...{ at: minutesAgo(1), ...changes }
			}
		]
	});

	test('[RP28] a figure of its own naming is carried on under its key, and asks why it goes down', async () => {
		const { id } = await first(drums(7000, { reason: '含空桶' }));
		const start = await s.as(s.reporter).draftFrom({ id });
		const [carried] = start.body.otherFigures;
		expect(carried).toMatchObject({ label: '冲走的桶', unit: '只', value: 7000, source: '管委会' });
		expect(carried).not.toHaveProperty('reason');
		const { key } = carried ?? {};
		expect(await refusal(next(id, { body: drums(6000, { key }) }))).toMatchObject({
			code: 'BAD_REQUEST',
			fields: { 'otherFigures.0.reason': saying('7000') }
		});
		const lower = await next(id, { body: drums(6000.5, { key, reason: '逐桶清点' }) });
		const { report } = await s.as(s.reporter).get({ id: lower.id });
		expect(report.body.otherFigures).toMatchObject([{ key, value: 6000.5, reason: '逐桶清点' }]);
	});

	test('[RP28] a report from before there were any still reads and is continued', async () => {
		const { id } = await first();
		const old = uuidv7();
		await s.db.execute(sql`insert into report select (jsonb_populate_record(r, jsonb_build_object(
			'id', ${old}::text, 'thread_id', ${old}::text, 'body', r.body - 'otherFigures'))).*
			from report r where id = ${id}`);
		const { report } = await s.as(s.reporter).get({ id: old });
		expect(report.body.otherFigures).toEqual([]);
		const start = await s.as(s.reporter).draftFrom({ id: old });
		expect(start.body.otherFigures).toEqual([]);
		await expect(next(old, { body: drums(3) })).resolves.toMatchObject({ number: 1 });
	});

	test('[RP2] [RP28] the same id with another of these figures is another report', async () => {
		const id = uuidv7();
		const same = draft({ id, body: drums(1000) });
		await s.as(s.reporter).file(same);
		await expect(s.as(s.reporter).file(same)).resolves.toMatchObject({ id });
		const other = { ...same, body: drums(1001) };
		expect(await refusal(s.as(s.reporter).file(other))).toMatchObject({ code: 'CONFLICT' });
	});

	test('[RP13] a follow-up reaches whoever had an earlier one, though the level went down', async () => {
		const { id } = await s.as(s.reporter).file(draft({ level: 2 }));
		const later = await next(id, { level: 4 });
		expect(later.receipts.map(({ unitId }) => unitId)).toEqual([JILIN_CITY, JILIN]);
	});

	test('[RP14] whoever saw the thread goes on seeing it, though the place was corrected', async () => {
		const { id } = await s.as(s.reporter).file(draft({ at: { lon: 128.2, lat: 43.3 } }));
		const corrected = await next(id, { isCorrection: true });
		expect(corrected.placeUnitId).toBe(YONGJI);
		const { thread } = await s.as(s.otherCounty).get({ id });
		expect(thread.map((one) => one.id)).toEqual([id, corrected.id]);
	});

	test('[RP15] a follow-up belongs to what its thread belongs to', async () => {
		const { id } = await s.as(s.reporter).file(draft({ frame: 'exercise' }));
		expect(await next(id, { frame: 'real' })).toMatchObject({ frame: 'exercise' });
	});

	test('[RP11] a follow-up’s draft has all of the last report but its reasons and files', async () => {
		const { id } = await first({
			...dead(5, '核实'),
			course: '河水漫堤',
			attachments: [{ id: uuidv7(), name: 'a.jpg', size: 3 }]
		});
		const start = await s.as(s.reporter).draftFrom({ id });
		expect(start).toMatchObject({
			kind: 'followup',
			previousId: id,
			at: KOUQIAN,
			body: { course: '河水漫堤', attachments: [] }
		});
		expect(start.body.figures.dead).toEqual({ value: 5, source: '县医院', at: someText });
		await expect(
			s.as(s.reporter).file({ ...start, id: uuidv7(), writtenAt: minutesAgo(0) })
		).resolves.toMatchObject({ number: 1 });
		await expect(s.as(s.cityDuty).draftFrom({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(s.as(s.otherCounty).draftFrom({ id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('[RP12] a follow-up meets its own clock and the next one starts; the final report ends them', async () => {
		const { id } = await first();
		const openRules = async () =>
			(
				await s.db
					.select()
					.from(clock)
					.where(sql`thread_id = ${id} and stopped_at is null`)
			).map(({ ruleKey }) => ruleKey);
		await next(id);
		expect(await openRules()).toEqual(['city-followup']);
		await next(id, { kind: 'final' });
		expect(await openRules()).toEqual([]);
	});
});

describe('what is seen', () => {
	test('[RP1] administrators see no report, neither in lists nor by its id', async () => {
		const { id } = await s.as(s.reporter).file(draft());
		for (const who of [s.systemAdmin, s.auditAdmin]) {
			const door = s.as(who);
			const question = {
				classCode: null,
				at: KOUQIAN,
				occurredAt: null,
				text: '',
				exceptThreadId: null
			};
			for (const call of [
				() => door.inbox(),
				() => door.incoming({}),
				() => door.mine(),
				() => door.get({ id }),
				() => door.similar(question)
			]) {
				await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
			}
		}
	});

	test('[RP20] a report is seen along the reporter’s path and at the place’s, and nowhere else', async () => {
		const { id } = await s.as(s.reporter).file(draft());
		for (const who of [s.reporter, s.cityDuty, s.cityScreen, s.provinceDuty]) {
			expect((await s.as(who).get({ id })).report.id).toBe(id);
			expect((await s.as(who).incoming({})).reports.map((card) => card.id)).toContain(id);
		}
		for (const who of [s.otherCounty, s.otherCity]) {
			await expect(s.as(who).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
			expect((await s.as(who).incoming({})).reports.map((card) => card.id)).not.toContain(id);
		}
	});

	test('[RP20] the inbox has what was addressed to the desk, undecided first, and a cursor to follow', async () => {
		const scene = await testPerson(s.db, { unitId: CHANGBAISHAN, roles: ['dutyOfficer'] });
		expect((await s.as(scene).inbox()).reports).toEqual([]);
		const [old, fresh] = [
			await s.as(s.reporter).file(draft()),
			await s.as(s.reporter).file(draft())
		];
		await s.as(s.cityDuty).return({ actId: uuidv7(), reportId: fresh.id, reason: '地点不明' });
		const { cursor, reports } = await s.as(s.cityDuty).inbox();
		const ids = reports.map(({ id }) => id);
		expect(ids.indexOf(old.id)).toBeLessThan(ids.indexOf(fresh.id));
		expect(cursor).toMatch(/^\d+\.\d+$/);
		expect((await s.as(s.provinceDuty).inbox()).reports.map(({ id }) => id)).not.toContain(old.id);
	});

	test('[RP20] the county sees its threads, newest first, with what each level did', async () => {
		const one = await s.as(s.otherCounty).file(draft({ at: null, placeText: '敦化市' }));
		const two = await s.as(s.otherCounty).file(draft({ at: null, placeText: '敦化市', level: 1 }));
		const follow = await s
			.as(s.otherCounty)
			.file(draft({ kind: 'followup', previousId: one.id, at: null }));
		await s.as(s.provinceDuty).open({ actId: uuidv7(), reportId: two.id });
		const { threads } = await s.as(s.otherCounty).mine();
		expect(threads.map(({ reports }) => reports.map(({ id }) => id))).toEqual([
			[one.id, follow.id],
			[two.id]
		]);
		const states = threads[1]?.reports[0]?.receipts.map(({ unitId, openedAt }) => [
			unitId,
			openedAt !== null
		]);
		expect(states).toEqual([
			[YANBIAN, false],
			[JILIN, true]
		]);
	});

	test('[RP20] an id that is no report, or no id at all, is refused in words', async () => {
		await expect(s.as(s.cityDuty).get({ id: uuidv7() })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await expect(s.as(s.cityDuty).get({ id: '1' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(callerFor({ db: s.db, who: null }).report.inbox()).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
	});
});
