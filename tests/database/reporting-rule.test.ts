import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { addresseesOf, rulesInForce } from '#lib/features/reporting-rule/queries.server.ts';
import { presets } from '#lib/features/reporting-rule/presets.ts';
import { seedReportingRules } from '#lib/features/reporting-rule/seed.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { getUnit } from '#lib/features/unit/queries.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	CHANGBAISHAN,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
let admin: Who;
const call = (who: Who) => callerFor({ db, who }).reportingRule;

beforeAll(async () => {
	await seedSmallTree(db);
	const agency = { kind: 'agency', code: null, validFrom: '2000-01-01', nameEn: '' } as const;
	await db.insert(unit).values([
		{
			...agency,
			id: '220200-shuili',
			agency: 'shuili',
			name: '吉林市水利局',
			shortName: '市水利局',
			parentId: JILIN_CITY,
			path: ['220200-shuili', JILIN_CITY, JILIN]
		},
		{
			...agency,
			id: '220000-shuili',
			agency: 'shuili',
			name: '吉林省水利厅',
			shortName: '省水利厅',
			parentId: JILIN,
			path: ['220000-shuili', JILIN]
		}
	]);
	await db.transaction(seedReportingRules);
	admin = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
});

/** The rule as the form opens it. */
const formOf = async (key: string) => {
	const rule = (await call(admin).list()).find((one) => one.key === key);
	if (!rule) throw new Error(`no ${key}`);
	const { id: basedOn, validFrom: _, ...edit } = rule;
	return { ...edit, actId: uuidv7(), basedOn };
};

describe('whom one send must reach', () => {
	const flood = { classCode: '11A01', level: null, sensitive: false };
	const reached = async (id: string, other: object = {}) =>
		(await addresseesOf(db, await getUnit(db, id), { ...flood, ...other })).map((to) => to.id);

	test('[RR3] a county’s reaches the city, from 较大 or when sensitive the province as well', async () => {
		expect(await reached(YONGJI)).toEqual([JILIN_CITY]);
		expect(await reached(YONGJI, { level: 3 })).toEqual([JILIN_CITY, JILIN]);
		expect(await reached(YONGJI, { sensitive: true })).toEqual([JILIN_CITY, JILIN]);
	});

	test('[RR4] 长白山管委会, without a city, reaches the province once', async () => {
		expect(await reached(CHANGBAISHAN)).toEqual([JILIN]);
		expect(await reached(CHANGBAISHAN, { level: 1 })).toEqual([JILIN]);
	});

	test('[RR4] an agency reaches its own government', async () => {
		expect(await reached('220200-shuili')).toEqual([JILIN_CITY]);
		expect(await reached('220000-shuili')).toEqual([JILIN]);
	});

	test('[RR4] a city reaches the province, a province no unit of this program', async () => {
		expect(await reached(JILIN_CITY)).toEqual([JILIN]);
		expect(await reached(JILIN, { level: 1 })).toEqual([]);
	});
});

describe('who may', () => {
	test.each([
		'securityAdmin',
		'auditAdmin',
		'dutyLeader',
		'dutyOfficer',
		'planner',
		'reporter'
	] as Role[])('[RR10] %s may not edit a rule, and may read them', async (role) => {
		const who = await testPerson(db, { unitId: JILIN, roles: [role] });
		const form = await formOf('jilin.county-city.phone');
		await expect(call(who).edit(form)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await call(who).list()).toHaveLength(presets.length);
	});
});

describe('editing', () => {
	test('[RR11] presets stand in the list, do not bind, and can be put in force', async () => {
		const key = 'henan.county-city.phone-2';
		const keys = async () => (await rulesInForce(db)).map((rule) => rule.key);
		expect(await keys()).not.toContain(key);
		await call(admin).edit({ ...(await formOf(key)), inForce: true });
		expect(await keys()).toContain(key);
		await call(admin).edit({ ...(await formOf(key)), inForce: false });
		expect(await keys()).not.toContain(key);
		expect(await call(admin).history({ key })).toHaveLength(3);
	});

	test('[RR9] an edit adds a version, closes the one before, and is one line of the journal', async () => {
		const key = 'jilin.agency.phone';
		const form = { ...(await formOf(key)), minutes: 20, sourceDocument: '吉政办测〔2026〕1号' };
		await call(admin).edit(form);
		await call(admin).edit(form); // A retry of the same act.

		const [now, before, ...rest] = await call(admin).history({ key });
		expect(rest).toEqual([]);
		expect(now).toMatchObject({ minutes: 20, validTo: null, editedBy: admin.name });
		expect(before).toMatchObject({ minutes: 30, validTo: now?.validFrom, editedBy: null });
		const [line] = await db.select().from(journal).where(eq(journal.id, form.actId));
		expect(line).toMatchObject({
			type: 'reporting-rule.changed',
			subject: `reporting-rule:${key}`,
			payload: { before: { minutes: 30 }, after: { minutes: 20, key } }
		});
	});

	test('[RR9] an edit that is based on an older version is refused; a new rule needs a new key', async () => {
		const form = await formOf('jilin.agency.written');
		await call(admin).edit({ ...form, minutes: 45 });
		await expect(call(admin).edit({ ...form, actId: uuidv7(), minutes: 50 })).rejects.toMatchObject(
			{ code: 'CONFLICT' }
		);
		await expect(
			call(admin).edit({ ...form, actId: uuidv7(), basedOn: null })
		).rejects.toMatchObject({
			code: 'CONFLICT',
			cause: { fields: { key: expect.any(String) as string } }
		});
		await call(admin).edit({
			...form,
			actId: uuidv7(),
			basedOn: null,
			key: 'own.rule',
			inForce: false
		});
		expect(await call(admin).history({ key: 'own.rule' })).toHaveLength(1);
	});

	test('[RR7] a wrong field is refused', async () => {
		const form = await formOf('jilin.agency.written');
		await expect(call(admin).edit({ ...form, minutes: null })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
		await expect(call(admin).edit({ ...form, fixedTimes: ['08:00'] })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});

	test('[RR8] seeding again leaves an administrator’s edits alone', async () => {
		await db.transaction(seedReportingRules);
		expect((await formOf('jilin.agency.phone')).minutes).toBe(20);
	});
});
