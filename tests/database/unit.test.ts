import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '#lib/errors.ts';
import { callerFor } from '#lib/features/list.server.ts';
import type { UnitEdit } from '#lib/features/unit/schema.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	CHANGBAISHAN,
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
let admin: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	admin = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
});

const doors = (who: Who) => callerFor({ db, who }).unit;

/** An edit of a unit that changes nothing but `changes`. */
async function editOf(id: string, changes: Partial<UnitEdit>): Promise<UnitEdit> {
	const [row] = await db.select().from(unit).where(eq(unit.id, id));
	if (!row) throw new Error(`No unit ${id}`);
	const { path: _path, boundary: _boundary, ...rest } = row;
	return { actId: uuidv7(), ...rest, ...changes };
}

const newAgency = (changes: Partial<UnitEdit> = {}): UnitEdit => ({
	actId: uuidv7(),
	id: `${YONGJI}-shuili`,
	kind: 'agency',
	code: null,
	agency: 'shuili',
	name: '永吉县水利局',
	nameEn: 'Yongji County Bureau of Water Resources',
	shortName: '永吉县水利局',
	parentId: YONGJI,
	validFrom: '2020-01-01',
	validTo: null,
	centre: null,
	...changes
});

async function fieldsOf(refused: Promise<unknown>) {
	const error: unknown = await refused.then(
		() => null,
		(e: unknown) => e
	);
	const cause = error instanceof Error ? error.cause : null;
	return cause instanceof Failure ? cause.fields : { nothing: 'was refused' };
}

describe('who may not', () => {
	const others: Role[] = [
		'dutyOfficer',
		'dutyLeader',
		'reporter',
		'securityAdmin',
		'auditAdmin',
		'screen'
	];
	test.each(others)('[UN1] a %s edits no unit', async (role) => {
		const who = await testPerson(db, { unitId: JILIN, roles: [role] });
		await expect(doors(who).edit(await editOf(YONGJI, { name: '永吉市' }))).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await expect(doors(who).history({ id: YONGJI })).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[UN1] an administrator edits neither a neighbour nor the unit above, and moves nothing there', async () => {
		const who = await testPerson(db, { unitId: JILIN_CITY, roles: ['systemAdmin'] });
		const refusal = { code: 'FORBIDDEN' };
		await expect(doors(who).edit(await editOf(YANBIAN, {}))).rejects.toMatchObject(refusal);
		await expect(doors(who).edit(await editOf(JILIN, {}))).rejects.toMatchObject(refusal);
		await expect(
			doors(who).edit(await editOf(YONGJI, { parentId: YANBIAN }))
		).rejects.toMatchObject(refusal);
		await expect(doors(who).edit(newAgency({ parentId: YANBIAN }))).rejects.toMatchObject(refusal);
	});
});

test('[UN9] an edit is one line in the journal, seen by both places, and its retry changes nothing', async () => {
	const edit = newAgency();
	await doors(admin).edit(edit);
	await doors(admin).edit(edit);
	const lines = await db
		.select()
		.from(journal)
		.where(eq(journal.subject, `unit:${edit.id}`));
	expect(lines).toMatchObject([
		{
			id: edit.actId,
			type: 'unit.changed',
			actorName: admin.name,
			scope: [edit.id, YONGJI, JILIN_CITY, JILIN],
			payload: { before: null, after: { name: '永吉县水利局' } }
		}
	]);
});

test('[UN5] a new name from a later day keeps the old one; on the same day it is only a correction', async () => {
	const id = `${DUNHUA}-qixiang`;
	await doors(admin).edit(
		newAgency({ id, agency: 'qixiang', parentId: DUNHUA, name: '敦化市气象台' })
	);
	await doors(admin).edit(await editOf(id, { name: '敦化市气像局' }));
	expect((await doors(admin).history({ id })).former).toEqual([]);

	await doors(admin).edit(await editOf(id, { name: '敦化市气象局', validFrom: '2024-05-01' }));
	const { former, changes } = await doors(admin).history({ id });
	expect(former).toMatchObject([
		{ name: '敦化市气像局', validFrom: '2020-01-01', validTo: '2024-05-01' }
	]);
	expect(changes.map(({ after }) => after.name)).toEqual([
		'敦化市气象局',
		'敦化市气像局',
		'敦化市气象台'
	]);
});

test('[UN6] a code means what it meant on the day', async () => {
	await doors(admin).edit(
		await editOf(DUNHUA, { code: '222499', parentId: JILIN, validFrom: '2020-06-19' })
	);
	const { byCode } = doors(admin);
	expect(await byCode({ code: '222403', day: '2020-06-18' })).toEqual({
		unitId: DUNHUA,
		name: '敦化市',
		parentId: YANBIAN
	});
	expect(await byCode({ code: '222403', day: '2020-06-19' })).toBeNull();
	expect(await byCode({ code: '222499', day: '2020-06-19' })).toMatchObject({ parentId: JILIN });
	expect(await byCode({ code: '222499', day: '2020-06-18' })).toBeNull();
	await doors(admin).edit(
		await editOf(DUNHUA, { code: '222403', parentId: YANBIAN, validFrom: '2021-01-01' })
	);
});

test('[UN7] what stands below a moved unit moves with it', async () => {
	const id = `${YONGJI}-yingji`;
	await doors(admin).edit(newAgency({ id, agency: 'yingji', name: '永吉县应急管理局' }));
	await doors(admin).edit(await editOf(YONGJI, { parentId: YANBIAN, validFrom: '2022-01-01' }));
	const pathOf = async () => {
		const [row] = await db.select({ path: unit.path }).from(unit).where(eq(unit.id, id));
		return row?.path;
	};
	expect(await pathOf()).toEqual([id, YONGJI, YANBIAN, JILIN]);
	await doors(admin).edit(await editOf(YONGJI, { parentId: JILIN_CITY, validFrom: '2022-02-01' }));
	expect(await pathOf()).toEqual([id, YONGJI, JILIN_CITY, JILIN]);
});

describe('refused in words beside the field', () => {
	const cases: [string, string, () => Promise<UnitEdit> | UnitEdit][] = [
		['[UN3] a county without a code', 'code', () => editOf(YONGJI, { code: null })],
		['[UN3] an agency with a code', 'code', () => newAgency({ code: '220299' })],
		['[UN3] a code that is taken', 'code', () => editOf(YONGJI, { code: '222403' })],
		['[UN4] a city under a county', 'parentId', () => editOf(YANBIAN, { parentId: YONGJI })],
		[
			'[UN4] a unit under its own branch',
			'parentId',
			() => editOf(JILIN_CITY, { parentId: YONGJI })
		],
		['[UN4] an unknown parent', 'parentId', () => editOf(YONGJI, { parentId: 'nowhere' })],
		['[UN4] an agency without its kind', 'agency', () => newAgency({ agency: null })],
		[
			'[UN5] a change from before the beginning',
			'validFrom',
			() => editOf(CHANGBAISHAN, { name: '长白山', validFrom: '1999-01-01' })
		],
		[
			'[UN8] closing a city with counties',
			'validTo',
			() => editOf(JILIN_CITY, { validTo: '2030-01-01' })
		],
		[
			'an end before the beginning',
			'validTo',
			() => editOf(CHANGBAISHAN, { validTo: '1999-01-01' })
		]
	];
	test.each(cases)('%s', async (_title, field, edit) => {
		expect(Object.keys((await fieldsOf(doors(admin).edit(await edit()))) ?? {})).toContain(field);
	});
});

test('a closed unit is no longer listed, and the version of the list changes with every edit', async () => {
	const before = await doors(admin).list();
	expect(before.units.map(({ id }) => id)).toContain(CHANGBAISHAN);
	await doors(admin).edit(await editOf(CHANGBAISHAN, { validTo: '2001-01-01' }));
	const after = await doors(admin).list();
	expect(after.units.map(({ id }) => id)).not.toContain(CHANGBAISHAN);
	expect(after.version).not.toBe(before.version);
	expect((await doors(admin).listAll()).map(({ id }) => id)).toContain(CHANGBAISHAN);
});
