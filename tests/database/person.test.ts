import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { Password, type PersonEdit } from '#lib/features/person/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { stillValid } from '#lib/features/account/identify.server.ts';
import { accessToken, authAccount, authSession } from '#lib/server/auth/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { Role, type Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	whoOf,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
const as = (who: Who | null) => callerFor({ db, who }).person;

let sysAdmin: Who, secAdmin: Who, auditAdmin: Who, cityAdmin: Who, citySecurity: Who, officer: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	sysAdmin = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
	secAdmin = await testPerson(db, { unitId: JILIN, roles: ['securityAdmin'] });
	auditAdmin = await testPerson(db, { unitId: JILIN, roles: ['auditAdmin'] });
	cityAdmin = await testPerson(db, { unitId: JILIN_CITY, roles: ['systemAdmin'] });
	citySecurity = await testPerson(db, { unitId: JILIN_CITY, roles: ['securityAdmin'] });
	officer = await testPerson(db, { unitId: JILIN, roles: ['dutyOfficer'] });
});

function newPerson(unitId: string): PersonEdit {
	const id = uuidv7();
	return {
		actId: uuidv7(),
		id,
		unitId,
		name: '李明',
		post: '科员',
		phone: '0432-1234567',
		mobile: null,
		username: `u${id.slice(-12)}`
	};
}
const actOn = (who: Who) => ({ actId: uuidv7(), id: who.personId });
const linesOf = (personId: string) =>
	db
		.select({
			type: journal.type,
			scope: journal.scope,
			payload: journal.payload,
			actor: journal.actor
		})
		.from(journal)
		.where(eq(journal.subject, `person:${personId}`))
		.orderBy(journal.seq);

/** An open session and a token of the person, as rows. */
async function signedIn(who: Who): Promise<Who> {
	const id = uuidv7();
	const expiresAt = new Date(Date.now() + 3_600_000);
	await db.insert(authSession).values({ id, userId: who.personId, token: id, expiresAt });
	await db.insert(accessToken).values({
		id: uuidv7(),
		personId: who.personId,
		hash: uuidv7(),
		name: 't',
		scopes: ['read'],
		expiresAt
	});
	return { ...(await whoOf(db, who.personId)), via: { kind: 'session', sessionId: id } };
}

describe('save', () => {
	test('[PE4] nobody but a system administrator makes or changes people', async () => {
		for (const role of Role.options.filter((one) => one !== 'systemAdmin')) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			await expect(as(who).save(newPerson(YONGJI)), role).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		await expect(as(null).save(newPerson(YONGJI))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		const program = await whoOf(db, sysAdmin.personId, [
			'read',
			'report',
			'incident',
			'feed',
			'push'
		]);
		await expect(as(program).save(newPerson(YONGJI))).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[PE4] a system administrator has no hand outside his unit and those below it', async () => {
		for (const unitId of [JILIN, YANBIAN, DUNHUA]) {
			await expect(as(cityAdmin).save(newPerson(unitId))).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		const stranger = await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] });
		const taken = { ...newPerson(YONGJI), id: stranger.personId };
		await expect(as(cityAdmin).save(taken)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[PE5] an administrator’s account is out of another administrator’s hands', async () => {
		for (const victim of [secAdmin, auditAdmin, cityAdmin]) {
			const edit = { ...newPerson(JILIN), id: victim.personId };
			await expect(as(sysAdmin).save(edit)).rejects.toMatchObject({ code: 'FORBIDDEN' });
			await expect(as(sysAdmin).resetPassword(actOn(victim))).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
			await expect(as(sysAdmin).deactivate(actOn(victim))).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});

	test('[PE6] a new person has no role, and one password that is told once and kept nowhere', async () => {
		const edit = newPerson(YONGJI);
		const { password } = await as(cityAdmin).save(edit);
		expect(Password.safeParse(password).success).toBe(true);
		const made = await as(cityAdmin).get({ id: edit.id });
		expect(made).toMatchObject({ name: '李明', unitName: '永吉县', roles: [], active: true });
		expect(await as(cityAdmin).save(edit)).toEqual({ password: null });
		const lines = await linesOf(edit.id);
		expect(lines).toEqual([
			{
				type: 'person.changed',
				scope: [],
				actor: cityAdmin.personId,
				payload: { name: '李明', unitId: YONGJI, post: '科员', created: true }
			}
		]);
		expect(JSON.stringify(lines)).not.toContain(password);
	});

	test('a user name that somebody has is refused beside its field', async () => {
		const first = newPerson(YONGJI);
		await as(cityAdmin).save(first);
		const second = { ...newPerson(YONGJI), username: first.username };
		await expect(as(cityAdmin).save(second)).rejects.toMatchObject({
			code: 'CONFLICT',
			cause: { fields: { username: expect.any(String) as string } }
		});
	});

	test('[PE8] moving somebody to another unit ends his sessions', async () => {
		const who = await signedIn(await testPerson(db, { unitId: YONGJI, roles: ['reporter'] }));
		const { username } = await as(sysAdmin).get({ id: who.personId });
		const edit = { ...newPerson(YONGJI), id: who.personId, username };
		await as(sysAdmin).save(edit);
		expect(await stillValid(db, [who])).toEqual([true]);
		await as(sysAdmin).save({ ...edit, actId: uuidv7(), unitId: DUNHUA });
		expect(await stillValid(db, [who])).toEqual([false]);
	});
});

describe('grant', () => {
	const grant = (who: Who, to: Who, roles: Role[]) =>
		as(who).grant({ actId: uuidv7(), id: to.personId, roles });

	test('[PE7] nobody but a security administrator grants roles, and not outside his reach', async () => {
		const somebody = await testPerson(db, { unitId: DUNHUA, roles: [] });
		for (const role of Role.options.filter((one) => one !== 'securityAdmin')) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			await expect(grant(who, somebody, ['planner']), role).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		await expect(grant(citySecurity, somebody, ['planner'])).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test('[PE7] nobody grants himself', async () => {
		await expect(grant(secAdmin, secAdmin, ['systemAdmin'])).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await expect(grant(secAdmin, secAdmin, [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[PE3] roles that one person must not hold together are refused beside the field', async () => {
		const somebody = await testPerson(db, { unitId: DUNHUA, roles: [] });
		await expect(grant(secAdmin, somebody, ['auditAdmin', 'dutyOfficer'])).rejects.toMatchObject({
			code: 'BAD_REQUEST',
			cause: { fields: { roles: expect.any(String) as string } }
		});
	});

	test('[PE8] new roles end the old sessions and are one line of the journal', async () => {
		const who = await signedIn(await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] }));
		await grant(secAdmin, who, ['dutyOfficer', 'dutyOfficer']);
		expect(await stillValid(db, [who])).toEqual([false]);
		expect((await whoOf(db, who.personId)).roles).toEqual(['dutyOfficer']);
		expect(await linesOf(who.personId)).toMatchObject([
			{
				type: 'person.rolesChanged',
				scope: [],
				payload: { from: ['reporter'], to: ['dutyOfficer'] }
			}
		]);
	});
});

describe('leaving and coming back', () => {
	test('[PE4] nobody but a system administrator in reach deactivates, reactivates or resets', async () => {
		const victim = await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] });
		for (const who of [officer, secAdmin, auditAdmin, cityAdmin]) {
			for (const door of ['deactivate', 'reactivate', 'resetPassword'] as const) {
				await expect(as(who)[door](actOn(victim)), door).rejects.toMatchObject({
					code: 'FORBIDDEN'
				});
			}
		}
	});

	test('[PE10] deactivation ends roles, sessions and tokens in one act', async () => {
		const who = await signedIn(
			await testPerson(db, { unitId: DUNHUA, roles: ['reporter'], password: 'Correct-horse-1' })
		);
		await as(sysAdmin).deactivate(actOn(who));
		expect(await stillValid(db, [who])).toEqual([false]);
		expect(await db.select().from(authSession).where(eq(authSession.userId, who.personId))).toEqual(
			[]
		);
		const tokens = await db
			.select()
			.from(accessToken)
			.where(eq(accessToken.personId, who.personId));
		expect(tokens.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
		expect(await as(sysAdmin).get(actOn(who))).toMatchObject({ active: false, roles: [] });
		await expect(as(sysAdmin).deactivate(actOn(who))).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[PE10] who comes back has a new one-time password and no role', async () => {
		const who = await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] });
		await expect(as(sysAdmin).reactivate(actOn(who))).rejects.toMatchObject({ code: 'CONFLICT' });
		await as(sysAdmin).deactivate(actOn(who));
		const { password } = await as(sysAdmin).reactivate(actOn(who));
		expect(Password.safeParse(password).success).toBe(true);
		expect(await as(sysAdmin).get(actOn(who))).toMatchObject({ active: true, roles: [] });
		const types = (await linesOf(who.personId)).map(({ type }) => type);
		expect(types).toEqual(['person.deactivated', 'person.reactivated']);
	});

	test('[PE6] a reset password is for one sign-in, and ends the sessions', async () => {
		const who = await signedIn(await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] }));
		await as(sysAdmin).resetPassword(actOn(who));
		expect(await stillValid(db, [who])).toEqual([false]);
		const [account] = await db
			.select()
			.from(authAccount)
			.where(eq(authAccount.userId, who.personId));
		expect(account?.scope).toBe('choose-password');
	});
});

describe('list', () => {
	test('[PE11] who has no business with people sees none', async () => {
		for (const role of ['reporter', 'screen', 'expert', 'liaison'] as const) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			await expect(as(who).list({}), role).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[PE11] people of the own unit and below, no others; one outside is as if he were not', async () => {
		const outside = await testPerson(db, { unitId: DUNHUA, roles: ['reporter'] });
		const inside = await testPerson(db, { unitId: YONGJI, roles: ['reporter'], name: '赵内' });
		const { people } = await as(cityAdmin).list({});
		const ids = people.map(({ id }) => id);
		expect(ids).toContain(inside.personId);
		expect(ids).not.toContain(outside.personId);
		expect(ids).not.toContain(sysAdmin.personId);
		await expect(as(cityAdmin).get({ id: outside.personId })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('finds by part of a name, a user name or a unit; % and _ mean themselves', async () => {
		const who = await testPerson(db, {
			unitId: YONGJI,
			roles: ['reporter'],
			name: '欧阳修文',
			username: 'ouyang.x'
		});
		for (const text of ['欧阳', '修文', 'ouyang', '永吉']) {
			const { people } = await as(sysAdmin).list({ text });
			expect(
				people.map(({ id }) => id),
				text
			).toContain(who.personId);
		}
		for (const text of ['%', '_'])
			expect((await as(sysAdmin).list({ text })).people, text).toEqual([]);
	});
});
