import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { shift } from '#lib/features/shift/tables.server.ts';
import { fileReport } from '#lib/features/report/mutations.server.ts';
import { ReportDraft } from '#lib/features/report/schema.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN_CITY, whoOf } from '../support/person.ts';
import {
	figure,
	filed,
	incidentsOf,
	incidentWorld,
	opened,
	type World
} from './incident-support.ts';

const db = await testDatabase();
let world: World;
beforeAll(async () => {
	world = await incidentWorld(db);
});
const as = (who: Who | null) => incidentsOf(db, who);

describe('who may not read', () => {
	test('[IN1] neither somebody who is not signed in, nor an administrator, nor a token without "read"', async () => {
		const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const token = await whoOf(db, world.city.personId, ['report']);
		for (const [who, code] of [
			[null, 'UNAUTHORIZED'],
			[world.auditor, 'FORBIDDEN'],
			[token, 'FORBIDDEN']
		] as const) {
			await expect(as(who).list()).rejects.toMatchObject({ code });
			await expect(as(who).get({ id })).rejects.toMatchObject({ code });
			await expect(as(who).timeline({ id })).rejects.toMatchObject({ code });
			await expect(as(who).candidates({ reportId: id })).rejects.toMatchObject({ code });
			await expect(as(who).draftUp({ id })).rejects.toMatchObject({ code });
		}
	});

	test('[IN1] a unit outside its scope finds neither page nor log, and has it on no list', async () => {
		const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
		await expect(as(world.yanbian).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(as(world.yanbian).timeline({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await as(world.yanbian).list()).incidents.map((card) => card.id)).not.toContain(id);
	});

	test('[IN1] a report that the unit may not see is left out of page and figures, and counted', async () => {
		const id = await opened(db, world.province, (await filed(db, world.yongji)).id);
		const hidden = await filed(db, world.dunhua, { body: { figures: { dead: figure(7) } } });
		await as(world.province).accept({
			actId: uuidv7(),
			reportId: hidden.id,
			incidentId: id,
			open: null
		});
		const page = await as(world.city).get({ id });
		expect(page.hiddenReports).toBe(1);
		expect(page.known).toEqual([]);
		expect(
			page.threads.flatMap(({ reports }) => reports.map(({ report }) => report.id))
		).not.toContain(hidden.id);
		const { lines } = await as(world.city).timeline({ id, limit: 200 });
		expect(lines.map(({ subject }) => subject)).not.toContain(`report:${hidden.id}`);
	});
});

describe('the page', () => {
	test('[IN8] says what is known, by whom, and how the reports differ', async () => {
		const first = await filed(db, world.yongji, { body: { figures: { dead: figure(2, 20) } } });
		const id = await opened(db, world.city, first.id);
		await filed(db, world.yongji, {
			kind: 'followup',
			previousId: first.id,
			body: { figures: { dead: figure(5, 1) } }
		});
		const page = await as(world.city).get({ id });
		expect(page.known).toMatchObject([
			{ name: 'dead', value: 5, source: '县应急局', unitName: '永吉县' }
		]);
		const [thread] = page.threads;
		expect(thread?.reports[0]?.differences).toEqual([]);
		expect(thread?.reports[1]?.differences).toContainEqual({
			kind: 'figure',
			field: 'dead',
			from: 2,
			to: 5,
			reason: null
		});
	});

	test('[IN14] names who reported, who decided, and who is on duty', async () => {
		const now = Date.now();
		await db.insert(shift).values({
			id: uuidv7(),
			unitId: JILIN_CITY,
			role: 'main',
			personId: world.city.personId,
			startsAt: new Date(now - 3_600_000),
			endsAt: new Date(now + 3_600_000)
		});
		const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const { people } = await as(world.city).get({ id });
		expect(people.reporters.map(({ name, unitName }) => [name, unitName])).toEqual([
			['永吉报送员', '永吉县']
		]);
		expect(people.deciders).toMatchObject([
			{ name: '吉林市主班', unitName: '吉林市', outcome: 'accepted' }
		]);
		expect(people.onDuty.map(({ name, role }) => [name, role])).toContainEqual([
			'吉林市主班',
			'main'
		]);
	});
});

describe('the log', () => {
	test('[IN13] has the lines of the incident and its reports, newest first, page by page, each once', async () => {
		const card = await filed(db, world.yongji);
		const id = await opened(db, world.city, card.id);
		for (let i = 0; i < 5; i += 1)
			await as(world.city).note({ actId: uuidv7(), id, text: `第${i}条` });
		const whole = (await as(world.city).timeline({ id, limit: 200 })).lines;
		expect(whole[0]).toMatchObject({ type: 'incident.noted', payload: { text: '第4条' } });
		expect(whole.map(({ type }) => type)).toEqual(
			expect.arrayContaining([
				'report.filed',
				'report.accepted',
				'incident.opened',
				'clock.started'
			])
		);

		const paged: string[] = [];
		let before: string | null = null;
		for (let more = true; more;) {
			const page = await as(world.city).timeline({ id, before, limit: 3 });
			paged.push(...page.lines.map((line) => line.id));
			before = page.lines.at(-1)?.id ?? null;
			({ more } = page);
		}
		expect(paged).toEqual(whole.map((line) => line.id));
	});
});

describe('the report upward', () => {
	test('[IN15] starts from what is known, and files as the desk’s own', async () => {
		const drums = { ...figure(1000), key: uuidv7(), label: '冲走的桶', unit: '只' };
		const first = await filed(db, world.yongji, {
			body: {
				figures: { dead: figure(2) },
				otherFigures: [drums],
				course: '凌晨山洪暴发',
				measures: '已转移群众'
			}
		});
		const id = await opened(db, world.city, first.id, '口前镇特大山洪');
		const draft = await as(world.city).draftUp({ id });
		expect(draft).toMatchObject({
			kind: 'first',
			incidentId: id,
			title: '口前镇特大山洪',
			classCode: '11A01',
			at: first.at,
			// The clocks of the desk count from there.
			knownAt: first.receivedAt,
			source: { kind: 'unit', name: '永吉县' },
			body: {
				course: '凌晨山洪暴发',
				measures: '已转移群众',
				figures: { dead: { value: 2, source: '县应急局' } },
				otherFigures: [drums]
			}
		});
		const sent = await fileReport(
			db,
			world.city,
			ReportDraft.parse({ ...draft, id: uuidv7(), writtenAt: new Date().toISOString() })
		);
		const page = await as(world.city).get({ id });
		expect(page.card.reportCount).toBe(2);
		const own = page.clocks.filter(
			({ fromUnitId, kind }) => fromUnitId === JILIN_CITY && kind === 'first'
		);
		expect(own.map(({ stop }) => stop)).toEqual([{ kind: 'report', reportId: sent.id }]);

		const next = await as(world.city).draftUp({ id });
		expect(next).toMatchObject({
			kind: 'followup',
			previousId: sent.id,
			knownAt: first.receivedAt
		});
	});

	test('[IN15] whoever accepts it above joins the incident that it was written in', async () => {
		const id = await opened(db, world.city, (await filed(db, world.yongji)).id);
		const draft = await as(world.city).draftUp({ id });
		const sent = await fileReport(
			db,
			world.city,
			ReportDraft.parse({ ...draft, id: uuidv7(), writtenAt: new Date().toISOString() })
		);
		expect(
			await as(world.province).accept({
				actId: uuidv7(),
				reportId: sent.id,
				incidentId: uuidv7(),
				open: { title: '另一起事件' }
			})
		).toEqual({ incidentId: id, opened: false });
	});
});

describe('which incident a report is likely about', () => {
	test('[IN16] the near one of the same kind and hour comes first, the far one not at all', async () => {
		const near = await opened(db, world.province, (await filed(db, world.yongji)).id, '口前镇洪水');
		const far = await opened(
			db,
			world.province,
			(
				await filed(db, world.dunhua, {
					classCode: '12A01',
					title: '煤矿瓦斯爆炸',
					placeText: '敦化市某煤矿',
					occurredAt: new Date(Date.now() - 20 * 3_600_000).toISOString()
				})
			).id
		);
		const asked = await filed(db, world.yongji, { title: '口前镇进水' });
		const candidates = await as(world.province).candidates({ reportId: asked.id });
		const ids = candidates.map(({ card }) => card.id);
		expect(ids).toContain(near);
		expect(ids).not.toContain(far);
		expect(candidates.map(({ score }) => score)).toEqual(
			candidates.map(({ score }) => score).sort((a, b) => b - a)
		);
	});

	test('[IN16] a merged one is not offered: what shows it is', async () => {
		const a = await opened(db, world.province, (await filed(db, world.yongji)).id);
		const b = await opened(db, world.province, (await filed(db, world.yongji)).id);
		await as(world.province).merge({ actId: uuidv7(), id: b, intoId: a });
		const asked = await filed(db, world.yongji);
		const ids = (await as(world.province).candidates({ reportId: asked.id })).map(
			({ card }) => card.id
		);
		expect(ids).not.toContain(b);
	});
});
