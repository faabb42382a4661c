import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { identify, stillValid } from '#lib/features/account/identify.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { accessToken, authSession, signInFailure } from '#lib/server/auth/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { TokenScope, type Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { seedSmallTree, testPerson, whoOf, YONGJI } from '../support/person.ts';

const db = await testDatabase();
const settings = { secret: 'not used by tokens, but thirty-two long' };
const PASSWORD = 'Correct-horse-1';
const as = (who: Who | null) => callerFor({ db, who }).account;

let reporter: Who, other: Who, screen: Who;
beforeAll(async () => {
	await seedSmallTree(db);
	reporter = await testPerson(db, { unitId: YONGJI, roles: ['reporter'], password: PASSWORD });
	other = await testPerson(db, { unitId: YONGJI, roles: ['dutyOfficer'] });
	screen = await testPerson(db, { unitId: YONGJI, roles: ['screen'] });
});
beforeEach(() => db.delete(signInFailure));

async function open(who: Who): Promise<Who> {
	const id = uuidv7();
	await db
		.insert(authSession)
		.values({ id, userId: who.personId, token: id, expiresAt: new Date(Date.now() + 60_000) });
	return { ...who, via: { kind: 'session', sessionId: id } };
}
const sessionIdOf = ({ via }: Who) => (via.kind === 'session' ? via.sessionId : '');
const makeInput = () => ({
	actId: uuidv7(),
	id: uuidv7(),
	name: '气象推送',
	scopes: ['read' as const, 'report' as const],
	days: 30
});
const bearer = (text: string | null) => new Headers({ authorization: `Bearer ${text}` });

describe('[AC6] a program keeps nobody’s account', () => {
	test('a token with every scope cannot end sessions, change the password or make tokens', async () => {
		const program = await whoOf(db, reporter.personId, TokenScope.options);
		const one = { actId: uuidv7(), id: uuidv7() };
		const refused = { code: 'FORBIDDEN' };
		await expect(as(program).active()).rejects.toMatchObject(refused);
		await expect(as(program).signOut({ actId: uuidv7() })).rejects.toMatchObject(refused);
		await expect(as(program).revokeSession(one)).rejects.toMatchObject(refused);
		await expect(as(program).makeToken(makeInput())).rejects.toMatchObject(refused);
		await expect(as(program).revokeToken(one)).rejects.toMatchObject(refused);
		await expect(as(program).sessions()).rejects.toMatchObject(refused);
		await expect(as(program).tokens()).rejects.toMatchObject(refused);
		await expect(
			as(program).changePassword({ actId: uuidv7(), current: PASSWORD, next: 'My-own-one-11' })
		).rejects.toMatchObject(refused);
	});

	test('nobody at all gets a typed refusal', async () => {
		await expect(as(null).sessions()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(as(null).makeToken(makeInput())).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	});
});

describe('[AC5] sessions', () => {
	test('another person’s session cannot be ended, nor seen', async () => {
		const [mine, his] = [await open(reporter), await open(other)];
		await expect(
			as(mine).revokeSession({ actId: uuidv7(), id: sessionIdOf(his) })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await stillValid(db, [his])).toEqual([true]);
		const seen = (await as(mine).sessions()).map(({ id }) => id);
		expect(seen).not.toContain(sessionIdOf(his));
	});

	test('his own are listed, the present one first, and end when he ends them', async () => {
		const [present, far] = [await open(reporter), await open(reporter)];
		const [first] = await as(present).sessions();
		expect(first).toMatchObject({ id: sessionIdOf(present), current: true });
		await as(present).revokeSession({ actId: uuidv7(), id: sessionIdOf(far) });
		expect(await stillValid(db, [present, far])).toEqual([true, false]);
		const lines = await db
			.select()
			.from(journal)
			.where(and(eq(journal.type, 'account.sessionRevoked'), eq(journal.actor, reporter.personId)));
		expect(lines).toMatchObject([{ scope: [], payload: { sessionId: sessionIdOf(far) } }]);
	});
});

describe('[AC8] changing the password', () => {
	const change = (who: Who, current: string, next = 'My-own-one-11') =>
		as(who).changePassword({ actId: uuidv7(), current, next });

	test('needs the present one; guessing it locks like a sign-in does', async () => {
		const who = await open(reporter);
		for (let i = 0; i < 5; i++) {
			await expect(change(who, 'Wrong-horse-1')).rejects.toMatchObject({
				code: 'BAD_REQUEST',
				cause: { fields: { current: expect.any(String) as string } }
			});
		}
		await expect(change(who, PASSWORD)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('a weak or an unchanged one is refused beside its field', async () => {
		const who = await open(reporter);
		await expect(change(who, PASSWORD, 'short')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(change(who, PASSWORD, 'onlysmallletters')).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
		await expect(change(who, PASSWORD, PASSWORD)).rejects.toMatchObject({
			cause: { fields: { next: expect.any(String) as string } }
		});
	});

	test('ends every session but the one it was done in', async () => {
		const fresh = await testPerson(db, { unitId: YONGJI, roles: ['reporter'], password: PASSWORD });
		const [present, far] = [await open(fresh), await open(fresh)];
		await change(present, PASSWORD);
		expect(await stillValid(db, [present, far])).toEqual([true, false]);
		await expect(change(present, PASSWORD)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});
});

describe('[AC9] tokens', () => {
	test('a screen makes none; nobody revokes another person’s', async () => {
		await expect(as(screen).makeToken(makeInput())).rejects.toMatchObject({ code: 'FORBIDDEN' });
		const input = makeInput();
		await as(reporter).makeToken(input);
		await expect(as(other).revokeToken({ actId: uuidv7(), id: input.id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('the text is told once, and only its hash is kept', async () => {
		const input = makeInput();
		const { text } = await as(reporter).makeToken(input);
		expect(text).toMatch(/^wf_[\w-]{43}$/);
		expect((await as(reporter).makeToken(input)).text).toBeNull();
		const rows = await db.select().from(accessToken).where(eq(accessToken.id, input.id));
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows)).not.toContain(text);
		const [line] = await db.select().from(journal).where(eq(journal.id, input.actId));
		expect(line).toMatchObject({
			type: 'account.tokenMade',
			scope: [],
			payload: { scopes: input.scopes }
		});
		expect(JSON.stringify(line)).not.toContain(text);
	});

	test('it is its owner within its scopes, until it is revoked', async () => {
		const input = makeInput();
		const { text } = await as(reporter).makeToken(input);
		const who = await identify(db, settings, bearer(text));
		expect(who).toMatchObject({
			personId: reporter.personId,
			roles: ['reporter'],
			via: { kind: 'token', tokenId: input.id, scopes: ['read', 'report'] }
		});
		expect(await stillValid(db, [who!])).toEqual([true]);
		const [used] = await as(reporter).tokens();
		expect(used?.lastUsedAt).toBeInstanceOf(Date);
		await as(reporter).revokeToken({ actId: uuidv7(), id: input.id });
		expect(await identify(db, settings, bearer(text))).toBeNull();
		expect(await stillValid(db, [who!])).toEqual([false]);
		expect((await as(reporter).tokens()).map(({ id }) => id)).not.toContain(input.id);
	});

	test('it runs out, at the latest after a year', async () => {
		const input = makeInput();
		const { text } = await as(reporter).makeToken(input);
		await db
			.update(accessToken)
			.set({ expiresAt: sql`now()` })
			.where(eq(accessToken.id, input.id));
		expect(await identify(db, settings, bearer(text))).toBeNull();
		await expect(as(reporter).makeToken({ ...makeInput(), days: 367 })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});

	test('a header that is no token of ours is nobody, even beside a good cookie', async () => {
		for (const value of ['Bearer wf_x', 'Basic abc', '', `Bearer wf_${'a'.repeat(43)}`]) {
			expect(await identify(db, settings, new Headers({ authorization: value })), value).toBeNull();
		}
	});
});
