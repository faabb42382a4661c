import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { decideReceipt } from '#lib/features/report/receipts.server.ts';
import { reportReceipt } from '#lib/features/report/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { JILIN_CITY } from '../support/person.ts';
import { draft, refusal, reportScene, type ReportScene, saying } from './report-support.ts';

let s: ReportScene;
beforeAll(async () => {
	s = await reportScene();
});

const filed = (level: 1 | 4 = 4) => s.as(s.reporter).file(draft({ level }));
const asked = (reportId: string) => ({ actId: uuidv7(), reportId });
const typesAbout = async (id: string) =>
	(
		await s.db
			.select()
			.from(journal)
			.where(and(eq(journal.subject, `report:${id}`), sql`type like 'report.%'`))
			.orderBy(journal.seq)
	).map(({ type }) => type);
/** As the incident feature does, inside its own act. */
const accept = (who: Who, reportId: string, incidentId: string) =>
	s.db.transaction((tx) =>
		decideReceipt(tx, who, { reportId, unitId: who.unitId, outcome: 'accepted', incidentId })
	);

describe('who may handle a report', () => {
	const acts = [
		['open', (who: Who, id: string) => s.as(who).open(asked(id))],
		['acknowledge', (who: Who, id: string) => s.as(who).acknowledge(asked(id))],
		['return', (who: Who, id: string) => s.as(who).return({ ...asked(id), reason: '地点不明' })]
	] as const;

	test.for(acts)('[RP1] %s: not a reporter, screen or administrator', async ([, act]) => {
		const { id } = await filed();
		for (const who of [s.reporter, s.cityScreen, s.systemAdmin, s.auditAdmin]) {
			await expect(act(who, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		expect(await typesAbout(id)).toEqual(['report.filed']);
	});

	test.for(acts)('[RP1] %s: not a desk that it was not addressed to', async ([, act]) => {
		const { id } = await filed();
		expect(await refusal(act(s.provinceDuty, id))).toMatchObject({
			code: 'FORBIDDEN',
			message: saying('贵单位')
		});
		await expect(act(s.otherCity, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(act(s.cityDuty, uuidv7())).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await typesAbout(id)).toEqual(['report.filed']);
	});
});

describe('the receipt', () => {
	test('[RP21] is opened once, by the first who opens', async () => {
		const { id } = await filed();
		const first = await s.as(s.cityDuty).open(asked(id));
		const again = await s.as(s.cityDeputy).open(asked(id));
		expect(first.openedAt).not.toBeNull();
		expect(again).toEqual(first);
		expect(await typesAbout(id)).toEqual(['report.filed', 'report.opened']);
	});

	test('[RP22] two desks acknowledge at once: the first wins, and both see who', async () => {
		const { id } = await filed();
		const [a, b] = await Promise.all([
			s.as(s.cityDuty).acknowledge(asked(id)),
			s.as(s.cityDeputy).acknowledge(asked(id))
		]);
		expect(a).toEqual(b);
		expect(['吉林市主班', '吉林市副班']).toContain(a.acknowledgedByName);
		expect(await typesAbout(id)).toEqual(['report.filed', 'report.acknowledged']);
	});

	test('[RP22] the same act sent again changes nothing', async () => {
		const { id } = await filed();
		const act = asked(id);
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => s.as(s.cityDuty).acknowledge(act))
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await typesAbout(id)).toEqual(['report.filed', 'report.acknowledged']);
	});

	test('[RP22] one level’s acknowledgement is not another’s', async () => {
		const { id } = await filed(1);
		await s.as(s.provinceDuty).acknowledge(asked(id));
		const { report } = await s.as(s.reporter).get({ id });
		expect(
			report.receipts.map(({ unitId, acknowledgedAt }) => [unitId, acknowledgedAt !== null])
		).toEqual([
			[JILIN_CITY, false],
			['220000', true]
		]);
	});

	test('[RP23] a return carries the reason and the sentences beside the fields to the reporter', async () => {
		const { id } = await filed();
		const fields = { knownAt: '获知时间与电话记录不一致', 'figures.dead': '请注明来源' };
		await s.as(s.cityDuty).return({ ...asked(id), reason: '请核实时间', fields });
		const { threads } = await s.as(s.reporter).mine();
		expect(threads[0]?.reports[0]?.receipts[0]).toMatchObject({
			outcome: 'returned',
			returnReason: '请核实时间',
			returnFields: fields,
			decidedByName: '吉林市主班',
			acknowledgedByName: '吉林市主班'
		});
		expect(await typesAbout(id)).toEqual(['report.filed', 'report.returned']);
	});

	test('[RP23] a return needs a reason, and field names that are names', async () => {
		const { id } = await filed();
		const { paths } = await refusal(s.as(s.cityDuty).return({ ...asked(id), reason: ' ' }));
		expect(paths).toEqual(['reason']);
		await expect(
			s.as(s.cityDuty).return({ ...asked(id), reason: '不全', fields: { 'a b': 'x' } })
		).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});

	test('[RP23] a decision stands: the second is refused with the name of who decided', async () => {
		const { id } = await filed();
		const [incident, other] = [uuidv7(), uuidv7()];
		await accept(s.cityDuty, id, incident);
		expect((await accept(s.cityDeputy, id, other)).incidentId).toBe(incident);
		expect(
			await refusal(s.as(s.cityDeputy).return({ ...asked(id), reason: '不全' }))
		).toMatchObject({
			code: 'CONFLICT',
			message: saying('吉林市主班')
		});
		const returned = await filed();
		await s.as(s.cityDuty).return({ ...asked(returned.id), reason: '不全' });
		await expect(accept(s.cityDeputy, returned.id, incident)).rejects.toMatchObject({
			code: 'conflict'
		});
	});

	test('[RP23] two desks, one accepts and one returns at once: one of them is told', async () => {
		const { id } = await filed();
		const results = await Promise.allSettled([
			accept(s.cityDuty, id, uuidv7()),
			s.as(s.cityDeputy).return({ ...asked(id), reason: '不全' })
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await typesAbout(id)).toHaveLength(2);
	});

	test('[RP24] what follows an accepted report is in the incident; acknowledging it accepts it', async () => {
		const { id } = await filed(1);
		const incident = uuidv7();
		const accepted = await accept(s.cityDuty, id, incident);
		expect(accepted).toMatchObject({ outcome: 'accepted', acknowledgedByName: '吉林市主班' });
		const next = await s.as(s.reporter).file(draft({ kind: 'followup', previousId: id, level: 1 }));
		expect(next.incidentId).toBe(incident);
		expect(next.receipts.map(({ incidentId, outcome }) => [incidentId, outcome])).toEqual([
			[incident, null],
			[null, null]
		]);
		await s.as(s.cityDeputy).acknowledge(asked(next.id));
		const [city, province] = (await s.as(s.cityDuty).get({ id: next.id })).report.receipts;
		expect(city).toMatchObject({
			outcome: 'accepted',
			incidentId: incident,
			decidedByName: '吉林市副班'
		});
		expect(province).toMatchObject({ outcome: null, incidentId: null });
		expect(await typesAbout(next.id)).toEqual([
			'report.filed',
			'report.acknowledged',
			'report.accepted'
		]);
	});

	test('[RP21] a report that was returned unseen counts as opened', async () => {
		const { id } = await filed();
		await s.as(s.cityDuty).return({ ...asked(id), reason: '不全' });
		const [row] = await s.db.select().from(reportReceipt).where(eq(reportReceipt.reportId, id));
		expect(row?.openedAt).not.toBeNull();
	});
});
