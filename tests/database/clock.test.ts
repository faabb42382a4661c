import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	adoptClocks,
	keepClocks,
	stopClocks,
	suspendClocks,
	type Matter
} from '#lib/features/clock/keeping.server.ts';
import { cardsOf } from '#lib/features/clock/queries.server.ts';
import type { ClockCard } from '#lib/features/clock/schema.ts';
import { clock } from '#lib/features/clock/tables.server.ts';
import { seedReportingRules } from '#lib/features/reporting-rule/seed.server.ts';
import { reportingRule } from '#lib/features/reporting-rule/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	CHANGBAISHAN,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
let reporter: Who;
let officer: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	await db.transaction(seedReportingRules);
	reporter = await testPerson(db, { unitId: YONGJI, roles: ['reporter'] });
	officer = await testPerson(db, { unitId: JILIN_CITY, roles: ['dutyOfficer'] });
});

beforeEach(async () => {
	await db.delete(clock);
});

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

/** A flood in 永吉县, ten minutes old and known for five, not graded. */
const matterOf = (other: Partial<Matter> = {}): Matter => ({
	threadId: uuidv7(),
	incidentId: null,
	title: '永吉县口前镇洪水',
	classCode: '11A01',
	level: null,
	sensitive: false,
	occurredAt: ago(10),
	receivedAt: ago(5),
	fromUnitId: YONGJI,
	scope: [YONGJI, JILIN_CITY, JILIN],
	isOpen: true,
	...other
});

const keep = (matter: Matter) => db.transaction((tx) => keepClocks(tx, reporter, matter));

const report = (matter: Matter, kinds: ('first' | 'followup' | 'final')[], at = new Date()) =>
	db.transaction((tx) =>
		stopClocks(tx, reporter, {
			...matter,
			toUnitIds: [JILIN_CITY, JILIN],
			channel: 'written',
			kinds,
			stop: { kind: 'report', reportId: uuidv7() },
			at
		})
	);

const clocksOf = async (matter: Matter) => {
	const rows = await db
		.select({ id: clock.id })
		.from(clock)
		.where(eq(clock.threadId, matter.threadId ?? ''));
	return cardsOf(
		db,
		rows.map(({ id }) => id)
	);
};

const words = (cards: ClockCard[]) =>
	cards.map(({ ruleKey, stop }) => `${ruleKey}${stop ? ` ${stop.kind}` : ''}`).sort();

const lines = (subject: string) =>
	db.select().from(journal).where(eq(journal.subject, subject)).orderBy(journal.seq);

const minutesBetween = (from: Date, to: string) =>
	(new Date(to).getTime() - from.getTime()) / MINUTE;

describe('keeping', () => {
	test('[CL1] a county’s first report starts a phone clock and the written ones, each from its instant, with rule and document', async () => {
		const matter = matterOf();
		const started = await keep(matter);

		expect(words(started)).toEqual([
			'jilin.county-city.limit',
			'jilin.county-city.phone',
			'jilin.county-city.written'
		]);
		const limit = started.find(({ ruleKey }) => ruleKey === 'jilin.county-city.limit');
		const phone = started.find(({ ruleKey }) => ruleKey === 'jilin.county-city.phone');
		expect(minutesBetween(matter.occurredAt, limit?.dueAt ?? '')).toBe(60);
		expect(limit?.sourceDocument).toContain('吉市政办函〔2006〕1号');
		expect(minutesBetween(matter.receivedAt, phone?.dueAt ?? '')).toBe(30);
		expect(phone).toMatchObject({
			toUnitId: JILIN_CITY,
			toName: '吉林市',
			fromName: '永吉县',
			channel: 'phone'
		});
	});

	test('[CL2] keeping twice, also in two transactions at once, starts each clock once and tells it once', async () => {
		const matter = matterOf();
		await Promise.all([keep(matter), keep(matter), keep(matter)]);
		expect(await clocksOf(matter)).toHaveLength(3);

		const told = await lines(`report:${matter.threadId}`);
		expect(told.map(({ type }) => type)).toEqual(['clock.started']);
		expect(told[0]?.scope).toEqual(matter.scope);
	});

	test('[CL3] a level that is raised adds only the missing clocks', async () => {
		const matter = matterOf();
		const before = await keep(matter);
		const added = await keep({ ...matter, level: 2 });

		expect(words(added)).toEqual([
			'jilin.county-city.daily',
			'jilin.county-province.phone',
			'jilin.county-province.written'
		]);
		const after = await clocksOf(matter);
		expect(after).toEqual(expect.arrayContaining(before));
		expect(after).toHaveLength(6);
	});

	test('[CL4] a level that goes down unbinds what binds no more, and raised again the same clocks run on', async () => {
		const matter = matterOf({ level: 3 });
		const started = await keep(matter);
		await keep({ ...matter, level: 4 });
		expect(words(await clocksOf(matter))).toEqual([
			'jilin.county-city.daily unbound',
			'jilin.county-city.limit',
			'jilin.county-city.phone',
			'jilin.county-city.written',
			'jilin.county-province.phone unbound',
			'jilin.county-province.written unbound'
		]);

		const again = await keep(matter);
		expect(again).toHaveLength(3);
		expect(await clocksOf(matter)).toEqual(expect.arrayContaining(started));
	});

	test('[CL4] what was reported stays reported when the level goes down and up', async () => {
		const matter = matterOf({ level: 3 });
		await keep(matter);
		await report(matter, ['first']);
		await keep({ ...matter, level: 4 });
		expect(await keep(matter)).toMatchObject([
			{ ruleKey: 'jilin.county-province.phone' },
			{ kind: 'followup' }
		]);
	});

	test('[CL5] a corrected time of occurrence moves the clocks that count from it, and no others', async () => {
		const matter = matterOf();
		await keep(matter);
		const occurredAt = ago(40);
		expect(await keep({ ...matter, occurredAt, receivedAt: new Date() })).toEqual([]);

		const cards = await clocksOf(matter);
		expect(cards).toHaveLength(3);
		for (const { basis, dueAt, channel } of cards) {
			const from = basis === 'occurred' ? occurredAt : matter.receivedAt;
			expect(minutesBetween(from, dueAt)).toBe(channel === 'phone' ? 30 : 60);
		}
		expect((await lines(`report:${matter.threadId}`)).map(({ type }) => type)).toContain(
			'clock.changed'
		);
	});

	test('[CL6] an edit of a rule changes no clock that runs', async () => {
		const admin = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
		const call = callerFor({ db, who: admin }).reportingRule;
		const matter = matterOf();
		const before = await keep(matter);
		const rule = (await call.list()).find(({ key }) => key === 'jilin.county-city.phone');
		if (!rule) throw new Error('the rule is seeded');
		const { id: basedOn, validFrom: _, ...edit } = rule;
		await call.edit({ ...edit, actId: uuidv7(), basedOn, minutes: 5, levels: [1] });

		expect(await keep(matter)).toEqual([]);
		expect(await clocksOf(matter)).toEqual(expect.arrayContaining(before));
		expect(words(await keep(matterOf()))).not.toContain('jilin.county-city.phone');

		const [now] = await db
			.select()
			.from(reportingRule)
			.where(eq(reportingRule.key, rule.key))
			.orderBy(reportingRule.validFrom)
			.limit(1)
			.offset(1);
		await call.edit({ ...edit, actId: uuidv7(), basedOn: now?.id ?? '' });
	});

	test('[CL7] 长白山管委会, without a city, tells the province, and each limit once', async () => {
		const started = await keep(
			matterOf({ fromUnitId: CHANGBAISHAN, scope: [CHANGBAISHAN, JILIN], level: 2 })
		);
		expect(new Set(started.map(({ toUnitId }) => toUnitId))).toEqual(new Set([JILIN]));
		expect(started.filter(({ channel }) => channel === 'phone')).toHaveLength(1);
	});

	test('[CL7] a province tells the State Council, which is no unit here', async () => {
		const started = await keep(matterOf({ fromUnitId: JILIN, scope: [JILIN], level: 1 }));
		expect(started).toMatchObject([
			{ to: 'state', toUnitId: null, toName: '国务院办公厅', channel: 'written', basis: 'occurred' }
		]);
	});

	test('[CL8] more units that see it, and a new title, reach the clocks', async () => {
		const matter = matterOf();
		await keep(matter);
		await keep({ ...matter, title: '永吉县特大洪水', scope: [...matter.scope, YANBIAN] });
		const there = await testPerson(db, { unitId: YANBIAN, roles: ['dutyOfficer'] });
		const { clocks } = await callerFor({ db, who: there }).clock.open();
		expect(clocks.map(({ title }) => title)).toEqual(Array(3).fill('永吉县特大洪水'));
	});
});

describe('stopping', () => {
	test('[CL10] a written report stops the written clocks to its addressees, not the phone’s', async () => {
		const matter = matterOf();
		await keep(matter);
		const stopped = await report(matter, ['first']);
		expect(words(stopped)).toEqual([
			'jilin.county-city.limit report',
			'jilin.county-city.written report'
		]);
		expect(stopped[0]?.stoppedByName).toBe(reporter.name);
		expect(await report(matter, ['first'])).toEqual([]);
	});

	test('[CL11] what was stopped late stays on the list, what was in time leaves it', async () => {
		const late = matterOf({ occurredAt: ago(90), receivedAt: ago(10) });
		await keep(late);
		await report(late, ['first']);
		const { clocks } = await callerFor({ db, who: reporter }).clock.open();
		expect(words(clocks)).toEqual(['jilin.county-city.limit report', 'jilin.county-city.phone']);
	});

	test('[CL12] a follow-up meets the fixed time of its window once, and the next one starts', async () => {
		const matter = matterOf({ level: 3, occurredAt: ago(60 * 48), receivedAt: ago(60 * 48) });
		const daily = async () => (await clocksOf(matter)).filter(({ kind }) => kind === 'followup');
		await keep(matter);
		const [first] = await daily();

		await report(matter, ['first', 'followup']);
		await keep(matter);
		const both = await daily();
		expect(both).toHaveLength(2);
		expect(both[0]).toMatchObject({ id: first?.id, stop: { kind: 'report' } });
		expect(both[1]).toMatchObject({ startedAt: first?.dueAt, stoppedAt: null });

		// A second one in the same window meets nothing more.
		expect(await report(matter, ['followup'])).toEqual([]);
		await keep(matter);
		expect(await daily()).toEqual(both);

		const next = new Date(new Date(both[1]?.startedAt ?? '').getTime() + MINUTE);
		expect(await report(matter, ['followup'], next)).toMatchObject([{ id: both[1]?.id }]);
	});

	test('[CL13] no follow-up falls due after the final report, and again when it is reopened', async () => {
		const matter = matterOf({ level: 3 });
		await keep(matter);
		await keep({ ...matter, isOpen: false });
		expect(words(await clocksOf(matter))).toContain('jilin.county-city.daily unbound');
		expect(words(await keep(matter))).toEqual(['jilin.county-city.daily']);
	});

	test('[CL14] a thread’s clocks are seen with the incident that it joined, also two threads of one unit', async () => {
		const incidentId = uuidv7();
		const at = ago(10);
		const [one, two] = [matterOf({ occurredAt: at }), matterOf({ occurredAt: at })];
		await keep(one);
		await keep(two);
		for (const { threadId } of [one, two]) {
			await db.transaction((tx) => adoptClocks(tx, threadId ?? '', incidentId));
		}
		const { clocks } = await callerFor({ db, who: officer }).clock.ofIncident({ incidentId });
		expect(clocks).toHaveLength(6);
		expect((await lines(`incident:${incidentId}`)).map(({ type }) => type)).toEqual([
			'clock.changed',
			'clock.changed'
		]);
		// The thread stays the matter.
		expect(await keep({ ...one, incidentId })).toEqual([]);
	});

	test('[CL15] an incident that is merged counts no longer of itself, and does again when it is undone', async () => {
		const matter = matterOf({
			threadId: null,
			incidentId: uuidv7(),
			fromUnitId: JILIN_CITY,
			level: 3
		});
		const started = await keep(matter);
		expect(started.length).toBeGreaterThan(0);
		expect(await db.transaction((tx) => suspendClocks(tx, officer, matter))).toHaveLength(
			started.length
		);
		expect(await keep(matter)).toEqual(started);
	});
});

describe('at the door', () => {
	const call = (who: Who) => callerFor({ db, who }).clock;
	const phoneClock = async (matter = matterOf()) => {
		const found = (await keep(matter)).find(({ channel }) => channel === 'phone');
		if (!found) throw new Error('a phone clock was started');
		return found;
	};
	const told = { told: '吉林市总值班室 张敏', note: '' };

	test('[CL20] who may not stop a clock: another unit’s, an administrator, a wall', async () => {
		const { id: clockId } = await phoneClock();
		const admin = await testPerson(db, { unitId: YONGJI, roles: ['systemAdmin'] });
		const wall = await testPerson(db, { unitId: YONGJI, roles: ['screen'] });
		for (const who of [officer, admin, wall]) {
			await expect(call(who).phoned({ actId: uuidv7(), clockId, ...told })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
			await expect(
				call(who).waive({ actId: uuidv7(), clockId, reason: '信息有误' })
			).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});

	test('[CL20] a clock of another scope does not exist for those who may not see it', async () => {
		const { id: clockId } = await phoneClock();
		const far = await testPerson(db, { unitId: YANBIAN, roles: ['dutyOfficer'] });
		await expect(call(far).phoned({ actId: uuidv7(), clockId, ...told })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		expect((await call(far).open()).clocks).toEqual([]);
	});

	test('[CL20] an administrator sees no clocks by his office alone', async () => {
		await phoneClock();
		for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			expect((await call(who).open()).clocks).toEqual([]);
		}
		expect((await call(officer).open()).clocks).not.toEqual([]);
	});

	test('[CL21] a call stops the phone clock and says whom; the same act twice is one line', async () => {
		const found = await phoneClock();
		const actId = uuidv7();
		const first = await call(reporter).phoned({ actId, clockId: found.id, ...told });
		const again = await call(reporter).phoned({ actId, clockId: found.id, ...told });
		expect(first).toMatchObject({ stop: { kind: 'phone', ...told }, stoppedByName: reporter.name });
		expect(again).toEqual(first);
		const written = await lines(`report:${found.threadId}`);
		expect(written.map(({ type, id }) => [type, id === actId])).toEqual([
			['clock.started', false],
			['clock.stopped', true]
		]);
	});

	test('[CL21] a clock that has stopped is not stopped again by another act', async () => {
		const { id: clockId } = await phoneClock();
		await call(reporter).phoned({ actId: uuidv7(), clockId, ...told });
		await expect(
			call(reporter).phoned({ actId: uuidv7(), clockId, ...told })
		).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[CL22] a call does not stop a written clock, unless its authority is beyond this node', async () => {
		const matter = matterOf();
		const written = (await keep(matter)).find(({ channel }) => channel === 'written');
		await expect(
			call(reporter).phoned({ actId: uuidv7(), clockId: written?.id ?? '', ...told })
		).rejects.toMatchObject({ code: 'CONFLICT' });

		const [upward] = await keep(matterOf({ fromUnitId: JILIN, scope: [JILIN], level: 1 }));
		const province = await testPerson(db, { unitId: JILIN, roles: ['dutyOfficer'] });
		const sent = await call(province).phoned({
			actId: uuidv7(),
			clockId: upward?.id ?? '',
			...told
		});
		expect(sent).toMatchObject({ stop: { kind: 'sent', told: told.told } });
	});

	test('[CL23] waiving needs a reason, and what a person waived does not start again', async () => {
		const matter = matterOf();
		const { id: clockId } = await phoneClock(matter);
		await expect(
			call(reporter).waive({ actId: uuidv7(), clockId, reason: '' })
		).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		const waived = await call(reporter).waive({
			actId: uuidv7(),
			clockId,
			reason: '市政府值班员就在现场'
		});
		expect(waived.stop).toEqual({ kind: 'waived', reason: '市政府值班员就在现场' });
		expect(await keep(matter)).toEqual([]);
	});
});
