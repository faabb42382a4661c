import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { seedEventClasses } from '#lib/features/event-class/seed.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, seedSmallTree, testPerson, whoOf, YONGJI } from '../support/person.ts';

const db = await testDatabase();
let admin: Who;
const call = (who: Who) => callerFor({ db, who }).eventClass;

beforeAll(async () => {
	await seedSmallTree(db);
	await db.transaction(seedEventClasses);
	admin = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
});

/** The version in force, as the form opens it. */
const formOf = async (code: string) => {
	const [current] = await call(admin).history({ code });
	if (!current) throw new Error(`no ${code}`);
	const { id: basedOn, numericCode, name, nameEn, sensitive, sourceDocument } = current;
	return { actId: uuidv7(), basedOn, code, numericCode, name, nameEn, sensitive, sourceDocument };
};

const thresholdForm = async (key: string) => {
	const [current] = await call(admin).thresholdHistory({ key });
	if (!current) throw new Error(`no ${key}`);
	const { id: basedOn, validFrom: _, validTo: __, editedBy: ___, ...threshold } = current;
	return { actId: uuidv7(), basedOn, ...threshold };
};

describe('who may', () => {
	test.each([
		'securityAdmin',
		'auditAdmin',
		'dutyLeader',
		'dutyOfficer',
		'planner',
		'reporter',
		'screen'
	] as Role[])('[EC7] %s may not edit classes or thresholds, and may read them', async (role) => {
		const who = await testPerson(db, { unitId: JILIN, roles: [role] });
		await expect(call(who).edit(await formOf('11A01'))).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		const threshold = await thresholdForm('decree493.dead-1');
		await expect(call(who).editThreshold(threshold)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await call(who).list()).toHaveLength(371);
	});

	test('[EC7] a token may not edit, not even a system administrator’s', async () => {
		const token = await whoOf(db, admin.personId, ['read', 'report', 'incident', 'feed', 'push']);
		await expect(call(token).edit(await formOf('11A01'))).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

describe('reading', () => {
	test('[EC1] the whole table is there, and seeding again adds nothing', async () => {
		await db.transaction(seedEventClasses);
		expect(await call(admin).table()).toHaveLength(978);
		expect(await call(admin).thresholds()).toHaveLength(12);
	});

	test('[EC4] two characters find a class, one is too few', async () => {
		const reporter = await testPerson(db, { unitId: YONGJI, roles: ['reporter'] });
		expect((await call(reporter).search({ text: '洪水' }))[0]).toMatchObject({
			code: '11A01',
			nameEn: 'Flood'
		});
		await expect(call(reporter).search({ text: '洪' })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});
});

describe('editing', () => {
	test('[EC5] an edit adds a version, closes the one before, and is one line of the journal', async () => {
		const form = {
			...(await formOf('11A02')),
			name: '城乡内涝',
			sourceDocument: '测试文件〔2026〕1号'
		};
		await call(admin).edit(form);
		await call(admin).edit(form); // A retry of the same act.

		const [now, before, ...rest] = await call(admin).history({ code: '11A02' });
		expect(rest).toEqual([]);
		expect(now).toMatchObject({
			name: '城乡内涝',
			validTo: null,
			editedBy: admin.name,
			parent: '11A00'
		});
		expect(before).toMatchObject({ name: '内涝', validTo: now?.validFrom, editedBy: null });
		expect((await call(admin).list()).find(({ code }) => code === '11A02')?.name).toBe('城乡内涝');

		const [line] = await db.select().from(journal).where(eq(journal.id, form.actId));
		expect(line).toMatchObject({
			type: 'event-class.changed',
			subject: 'event-class:11A02',
			payload: { before: { name: '内涝' }, after: { name: '城乡内涝' } }
		});
	});

	test('[EC6] an edit that is based on an older version is refused', async () => {
		const form = await formOf('11A03');
		await call(admin).edit({ ...form, name: '水库险情' });
		await expect(
			call(admin).edit({ ...form, actId: uuidv7(), name: '水库出险' })
		).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		expect((await call(admin).history({ code: '11A03' })).map(({ name }) => name)).toEqual([
			'水库险情',
			'水库重大险情'
		]);
	});

	test('[EC6] of two edits at the same moment one is refused', async () => {
		const form = await formOf('11A05');
		const edits = ['凌汛', '冰凌洪水'].map((name) =>
			call(admin).edit({ ...form, actId: uuidv7(), name })
		);
		const results = await Promise.allSettled(edits);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await call(admin).history({ code: '11A05' })).toHaveLength(2);
	});

	test('[EC3] a new code needs the one above it, and must be new', async () => {
		const fresh = {
			...(await formOf('11A01')),
			basedOn: null,
			name: '堰塞湖',
			nameEn: 'Barrier lake'
		};
		await expect(call(admin).edit({ ...fresh, actId: uuidv7() })).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		await expect(
			call(admin).edit({ ...fresh, actId: uuidv7(), code: '11Z01' })
		).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
		await call(admin).edit({ ...fresh, actId: uuidv7(), code: '11A12' });
		expect((await call(admin).search({ text: '堰塞' }))[0]).toMatchObject({
			code: '11A12',
			parent: '11A00'
		});
	});

	test.each([
		['name', { name: ' ' }],
		['code', { code: '11I01' }],
		['code', { code: '81A01' }],
		['numericCode', { numericCode: '101' }],
		['sourceDocument', { sourceDocument: '无' }]
	])('[EC5] a wrong %s is refused: %j', async (field, other) => {
		const { cause } = await call(admin)
			.edit({ ...(await formOf('11A01')), ...other })
			.then(
				() => ({ cause: null }),
				(error: { cause: { issues: { path: string[] }[] } }) => error
			);
		expect(cause?.issues.map(({ path }) => path[0])).toEqual([field]);
	});

	test('[EC5] a threshold is edited with history too', async () => {
		const form = {
			...(await thresholdForm('decree493.dead-3')),
			atLeast: 5,
			sourceDocument: '测试文件〔2026〕2号'
		};
		await call(admin).editThreshold(form);
		const [now, before] = await call(admin).thresholdHistory({ key: form.key });
		expect(now).toMatchObject({
			atLeast: 5,
			validTo: null,
			editedBy: admin.name,
			exceptPrefixes: ['12Q', '12T']
		});
		expect(before).toMatchObject({ atLeast: 3, validTo: now?.validFrom });
		await expect(call(admin).editThreshold({ ...form, actId: uuidv7() })).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		expect(await call(admin).thresholds()).toHaveLength(12);
	});
});
