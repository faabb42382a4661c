import { sql } from 'drizzle-orm';
import { verifyPassword } from 'better-auth/crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts, seed } from '#src/commands/seed.ts';
import { readBoundaries } from '#src/demonstration/boundaries.ts';
import { governments } from '#src/demonstration/governments.ts';
import { people } from '#src/demonstration/people.ts';
import { places } from '#src/demonstration/places.ts';
import { rolesConflict } from '#lib/features/person/rules.ts';
import { onDuty } from '#lib/features/shift/queries.server.ts';
import { getUnit, listUnits, unitAt, unitByCodeAt } from '#lib/features/unit/queries.server.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
const empty = await testDatabase();
beforeAll(() => seed(db, { DEMONSTRATION: true, NODE_UNIT: '220000' }));

const countOf = async (table: string, where = 'true', database = db) => {
	const [row] = await database.execute<{ n: number }>(
		sql`select count(*)::int as n from ${sql.identifier(table)} where ${sql.raw(where)}`
	);
	return row?.n;
};

describe('the governments', () => {
	test('are 1 + 9 + 60, with the codes and names of the boundary package', async () => {
		const published = (await readBoundaries()).map(({ code, name }) => `${code} ${name}`);
		expect(published).toHaveLength(70);
		expect(governments.map(({ code, name }) => `${code} ${name}`).sort()).toEqual(published.sort());
	});

	test('have valid boundaries that hold their seats, names in both languages, and parents by code', async () => {
		expect(await countOf('unit', 'boundary is not null and ST_IsValid(boundary)')).toBe(70);
		expect(await countOf('unit', 'boundary is not null and not ST_Covers(boundary, centre)')).toBe(
			0
		);
		expect(await countOf('unit', `name_en !~ '^[A-Z]' or name_en ~ '[一-龥]'`)).toBe(0);
		expect((await getUnit(db, '220221')).path).toEqual(['220221', '220200', '220000']);
		expect(await unitAt(db, { lon: 128.23, lat: 43.366 })).toMatchObject({
			id: '222403',
			name: '敦化市'
		});
	});

	test('stand with eleven agencies at each of ten desks, and 长白山管委会 without a code', async () => {
		const units = await listUnits(db);
		expect(units).toHaveLength(70 + 110 + 1);
		expect(units.map(({ name }) => name)).toEqual(
			expect.arrayContaining([
				'吉林省公安厅',
				'吉林市应急管理局',
				'延边州消防救援支队',
				'长春市气象局'
			])
		);
		expect(await getUnit(db, 'changbaishan')).toMatchObject({
			kind: 'zone',
			code: null,
			parentId: '220000'
		});
	});

	test('[UN6] know that 公主岭市 was 四平’s until 2020', async () => {
		expect(await unitByCodeAt(db, '220381', '2010-07-28')).toMatchObject({
			unitId: '220184',
			parentId: '220300'
		});
		expect(await unitByCodeAt(db, '220381', '2020-06-19')).toBeNull();
		expect(await unitByCodeAt(db, '220184', '2020-06-19')).toMatchObject({ parentId: '220100' });
	});
});

describe('the gazetteer', () => {
	test('names places that lie in the county that they are listed under', async () => {
		const [row] = await db.execute<{ astray: string[] | null }>(sql`
			select array_agg(p.name) as astray from place p join unit u on u.id = p.unit_id
			where not ST_Covers(u.boundary, p.at)`);
		expect(row?.astray).toBeNull();
		expect(places.length).toBeGreaterThan(300);
	});

	test('covers every county, and has the scene’s places', () => {
		const counties = governments.map(({ code }) => code).filter((code) => !code.endsWith('00'));
		expect([...new Set(places.map(({ unitId }) => unitId))].sort()).toEqual(counties.sort());
		for (const name of '口前镇 官厅 旺起镇 岔路河镇 温德河 饮马河 杏山水库 星星哨水库 永吉县经济开发区 口前站 丰满水库 松花湖'.split(
			' '
		)) {
			expect(places.map((each) => each.name)).toContain(name);
		}
	});
});

describe('the people', () => {
	test('have different names and user names, and no two offices that exclude each other', () => {
		expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
		expect(new Set(people.map(({ username }) => username)).size).toBe(people.length);
		expect(people.filter(({ roles }) => rolesConflict(roles) !== null)).toEqual([]);
	});

	test('say that they are a demonstration, and have telephone numbers that cannot exist', () => {
		for (const { post, phone, mobile } of people) {
			expect(post).toMatch(/（演示）$/);
			expect(phone).toMatch(/^0431-0\d{6}$/);
			expect(mobile ?? '10000000000').toMatch(/^100\d{8}$/);
		}
	});

	test('sign in with the password that the table of accounts tells', async () => {
		for (const { username, password } of demoAccounts) {
			const [row] = await db.execute<{ password: string }>(sql`
				select a.password from auth_user u join auth_account a on a.user_id = u.id
				where u.username = ${username} and a.provider_id = 'credential'`);
			expect(await verifyPassword({ hash: row?.password ?? '', password })).toBe(true);
		}
		expect(demoAccounts.map(({ username }) => username)).toEqual(
			expect.arrayContaining([
				'sheng.zhuban',
				'jilin.zhuban',
				'yongji.baosong',
				'dunhua.baosong',
				'sheng.xitong'
			])
		);
	});
});

describe('the roster', () => {
	test('[SH6] has a leader and a main officer at every desk, now and three weeks ahead', async () => {
		const desks = [...governments.map(({ code }) => code), 'changbaishan'];
		for (const days of [0, 0.5, 7, 20]) {
			const duty = await onDuty(db, desks, new Date(Date.now() + days * 86_400_000));
			for (const role of ['leader', 'main']) {
				expect(duty.filter((each) => each.role === role)).toHaveLength(desks.length);
			}
		}
	});

	test('[SH6] changes at 08:00 and 20:00 Beijing time', async () => {
		expect(
			await countOf(
				'shift',
				`to_char(starts_at at time zone 'Asia/Shanghai', 'HH24:MI') not in ('08:00', '20:00')`
			)
		).toBe(0);
	});
});

test('a second start changes nothing but the end of the roster', async () => {
	const tables = [
		'unit',
		'former_unit',
		'place',
		'person',
		'auth_user',
		'auth_account',
		'shift',
		'node',
		'event_class',
		'reporting_rule'
	];
	const counts = () => Promise.all(tables.map((table) => countOf(table)));
	const before = await counts();
	await seed(db, { DEMONSTRATION: true, NODE_UNIT: '220000' });
	expect(await counts()).toEqual(before);
});

test('two starts at once make one government', async () => {
	await Promise.all([
		seed(empty, { DEMONSTRATION: false, NODE_UNIT: '220000' }),
		seed(empty, { DEMONSTRATION: false, NODE_UNIT: '220000' })
	]);
	expect(await countOf('node', 'true', empty)).toBe(1);
});

test('an operator’s own database gets its node, classes and rules, but no government and no account', async () => {
	expect(await countOf('node', `demonstration = 'false'`, empty)).toBe(1);
	expect(await countOf('reporting_rule', 'true', empty)).toBeGreaterThan(0);
	for (const table of ['unit', 'person', 'auth_account', 'place', 'shift']) {
		expect(await countOf(table, 'true', empty)).toBe(0);
	}
});

describe('the resources', () => {
	const open = 'demonstration and removed_at is null';

	test('are some five hundred, of every kind, each county has its own', async () => {
		expect(await countOf('resource', open)).toBeGreaterThan(480);
		const kinds = await db.execute(sql`select distinct kind from resource`);
		expect(kinds).toHaveLength(7);
		expect(
			await countOf(
				'unit',
				`kind = 'county' and (select count(*) from resource where unit_id = unit.id) < 8`
			)
		).toBe(0);
	});

	test('stand on the ground that they name, and say that they are made up', async () => {
		expect(
			await countOf(
				'resource',
				'not ST_Covers((select boundary from unit where id = place_unit_id), at)'
			)
		).toBe(0);
		expect(
			await countOf(
				'resource',
				`length(unit_id) = 6 and place_unit_id <> unit_id and code <> '43B08'`
			)
		).toBe(0);
		expect(await countOf('resource', `name !~ '演示' or note !~ '演示'`)).toBe(0);
		expect(
			await countOf('resource', `not scope @> (select path from unit where id = resource.unit_id)`)
		).toBe(0);
	});

	test('that somebody removed do not come back', async () => {
		await db.execute(sql`update resource set removed_at = now() where name ~ '口前站'`);
		const before = await countOf('resource', open);
		await seed(db, { DEMONSTRATION: true, NODE_UNIT: '220000' });
		expect(await countOf('resource', open)).toBe(before);
	});
});
