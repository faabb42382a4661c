import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerFor } from '#lib/features/list.server.ts';
import { onDuty } from '#lib/features/shift/queries.server.ts';
import type { ShiftEdit } from '#lib/features/shift/schema.ts';
import { shift } from '#lib/features/shift/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, JILIN_CITY, seedSmallTree, testPerson, YONGJI } from '../support/person.ts';

const HOUR_MS = 3_600_000;
const db = await testDatabase();
let officer: Who;
let leader: Who;
let deputy: Who;
let reporter: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	const at = (unitId: string, role: Role) => testPerson(db, { unitId, roles: [role] });
	officer = await at(JILIN_CITY, 'dutyOfficer');
	leader = await at(JILIN_CITY, 'dutyLeader');
	deputy = await at(JILIN_CITY, 'deputy');
	reporter = await at(YONGJI, 'reporter');
});

const doors = (who: Who) => callerFor({ db, who }).shift;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

/** The officer's shift, from one hour ago to eleven hours from now. */
const plan = (changes: Partial<ShiftEdit> = {}): ShiftEdit => ({
	actId: uuidv7(),
	id: uuidv7(),
	unitId: JILIN_CITY,
	role: 'main',
	personId: officer.personId,
	startsAt: fromNow(-1),
	endsAt: fromNow(11),
	...changes
});

describe('who may not', () => {
	test('[SH1] neither deputy nor reporter, wall or administrator plans a shift', async () => {
		for (const role of ['deputy', 'reporter', 'screen', 'systemAdmin'] as const) {
			const who = await testPerson(db, { unitId: JILIN_CITY, roles: [role] });
			await expect(doors(who).edit(plan())).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[SH1] nobody plans for another unit, not even for one below', async () => {
		for (const unitId of [JILIN, YONGJI]) {
			const who = await testPerson(db, { unitId, roles: ['dutyOfficer', 'dutyLeader'] });
			await expect(doors(who).edit(plan())).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(
			doors(officer).edit(plan({ unitId: YONGJI, personId: reporter.personId, role: 'deputy' }))
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[SH1] an administrator does not read the roster by office', async () => {
		const who = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
		await expect(doors(who).onDuty({ unitIds: [JILIN] })).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

test('[SH2] one role has one person at a time, and the refusal names him', async () => {
	const first = plan({ startsAt: fromNow(100), endsAt: fromNow(112) });
	await doors(officer).edit(first);
	const other = await testPerson(db, { unitId: JILIN_CITY, roles: ['dutyOfficer'] });
	const overlapping = plan({
		personId: other.personId,
		startsAt: fromNow(111),
		endsAt: fromNow(120)
	});
	await expect(doors(leader).edit(overlapping)).rejects.toMatchObject({
		code: 'CONFLICT',
		message: expect.stringContaining(officer.name) as string
	});
	await doors(leader).edit({ ...overlapping, actId: uuidv7(), startsAt: first.endsAt });
	await doors(leader).edit(
		plan({
			role: 'deputy',
			personId: deputy.personId,
			startsAt: fromNow(105),
			endsAt: fromNow(110)
		})
	);
});

test('[SH2] two plans of one time at once: one stands, the other is refused', async () => {
	const times = { startsAt: fromNow(200), endsAt: fromNow(212) };
	const results = await Promise.allSettled([
		doors(officer).edit(plan(times)),
		doors(leader).edit(plan(times))
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

describe('[SH3] who may stand where', () => {
	test('not somebody of another unit', async () => {
		await expect(doors(officer).edit(plan({ personId: reporter.personId }))).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});

	test('not an officer as leader, nor a leader at the desk', async () => {
		for (const wrong of [
			plan({ role: 'leader' }),
			plan({ role: 'main', personId: leader.personId })
		]) {
			await expect(doors(officer).edit(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		}
	});
});

test('[SH4] no shift of more than a day, none in the past, and one that ended stays as it was', async () => {
	await expect(
		doors(officer).edit(plan({ startsAt: fromNow(300), endsAt: fromNow(325) }))
	).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	await expect(
		doors(officer).edit(plan({ startsAt: fromNow(-12), endsAt: fromNow(-1) }))
	).rejects.toMatchObject({ code: 'BAD_REQUEST' });

	const over = plan({ startsAt: fromNow(-30), endsAt: fromNow(-20) });
	const { actId: _actId, ...row } = over;
	await db.insert(shift).values(row);
	await expect(
		doors(officer).edit({ ...over, actId: uuidv7(), endsAt: fromNow(-8), startsAt: fromNow(-10) })
	).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	await expect(
		doors(officer).edit({ ...over, actId: uuidv7(), startsAt: fromNow(20), endsAt: fromNow(30) })
	).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('[SH5] a shift is on from its first instant up to its last', async () => {
	const startsAt = fromNow(400);
	const endsAt = fromNow(412);
	await doors(officer).edit(plan({ startsAt, endsAt }));
	const names = async (at: Date) => (await onDuty(db, [JILIN_CITY], at)).map(({ name }) => name);
	expect(await names(new Date(startsAt.getTime() - 1))).toEqual([]);
	expect(await names(startsAt)).toEqual([officer.name]);
	expect(await names(endsAt)).toEqual([]);
});

test('a plan is one line in the journal, its retry changes nothing, and the duty tells when it changes', async () => {
	const edit = plan();
	await doors(officer).edit(edit);
	await doors(officer).edit(edit);
	const lines = await db
		.select()
		.from(journal)
		.where(eq(journal.subject, `shift:${edit.id}`));
	expect(lines).toMatchObject([
		{ id: edit.actId, scope: [JILIN_CITY, JILIN], payload: { name: officer.name, role: 'main' } }
	]);
	const { duty, changesAt, cursor } = await doors(reporter).onDuty({
		unitIds: [JILIN_CITY, YONGJI]
	});
	expect(duty).toMatchObject([{ unitId: JILIN_CITY, role: 'main', personId: officer.personId }]);
	expect(changesAt).toEqual(edit.endsAt);
	expect(cursor).toMatch(/^\d+\.\d+$/);
});
