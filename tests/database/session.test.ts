import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { identify, standingOf, stillValid } from '#lib/features/account/identify.server.ts';
import { chooseFirstPassword, keepOpen } from '#lib/features/account/mutations.server.ts';
import { signIn } from '#lib/features/account/sign-in.server.ts';
import { setPassword } from '#lib/features/person/enrol.server.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { authSession, signInFailure } from '#lib/server/auth/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { seedSmallTree, testPerson, YONGJI } from '../support/person.ts';

const db = await testDatabase();
const HOUR = 3_600_000;
const settings = {
	secret: 'a secret of at least thirty-two characters',
	origin: 'http://localhost:8800',
	idleMs: HOUR,
	absoluteMs: 13 * HOUR
};
const PASSWORD = 'Correct-horse-1';
let serial = 0;

beforeAll(() => seedSmallTree(db));
beforeEach(() => db.delete(signInFailure));

async function somebody(roles: Role[] = ['reporter']) {
	const username = `somebody${++serial}`;
	const who = await testPerson(db, { unitId: YONGJI, roles, username, password: PASSWORD });
	return { username, who };
}

const tryIn = (username: string, password: string) =>
	signIn(db, settings, { username, password, address: '10.1.2.3', agent: 'Firefox' });

const cookieHeader = ({ name, value }: { name: string; value: string }) =>
	new Headers({ cookie: `locale=en; ${name}=${value}` });

/** Signs in; the headers of a browser that did, and who it is. */
async function signedIn(username: string, password = PASSWORD) {
	const { cookie } = await tryIn(username, password);
	const headers = cookieHeader(cookie);
	const standing = await standingOf(db, settings, headers);
	if (!standing) throw new Error('not signed in');
	return { headers, cookie, ...standing };
}

const refusalOf = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'signed in',
		(error: unknown) => (error as Error).message
	);

describe('[AC1] user name and password', () => {
	test('a wrong password, a wrong name and somebody deactivated get the same answer', async () => {
		const { username, who } = await somebody();
		const wrong = await refusalOf(tryIn(username, 'Wrong-horse-1'));
		expect(wrong).not.toBe('signed in');
		expect(await refusalOf(tryIn('nobody-there', PASSWORD))).toBe(wrong);
		await db.update(person).set({ active: false }).where(eq(person.id, who.personId));
		expect(await refusalOf(tryIn(username, PASSWORD))).toBe(wrong);
		expect(await db.select().from(authSession).where(eq(authSession.userId, who.personId))).toEqual(
			[]
		);
	});

	test('the right ones open a session, with its line in the journal, whatever the case of the name', async () => {
		const { username, who } = await somebody();
		const { who: found } = await signedIn(` ${username.toUpperCase()} `);
		expect(found).toMatchObject({
			personId: who.personId,
			unitPath: who.unitPath,
			roles: ['reporter']
		});
		const lines = await db
			.select()
			.from(journal)
			.where(eq(journal.subject, `person:${who.personId}`));
		expect(lines).toMatchObject([
			{ type: 'account.signedIn', scope: [], actor: who.personId, payload: { address: '10.1.2.3' } }
		]);
	});

	test('a cookie that is altered, signed by another secret or of no session is nobody', async () => {
		const { username } = await somebody();
		const { cookie } = await signedIn(username);
		const [token = '', signature = ''] = cookie.value.split('.');
		const bad = [`${token}x.${signature}`, `${token}.`, token, '', '.', '%', `${token}.AAAA`];
		for (const value of bad) {
			expect(await identify(db, settings, cookieHeader({ ...cookie, value })), value).toBeNull();
		}
		const other = { secret: 'another secret, also of thirty-two characters' };
		expect(await identify(db, other, cookieHeader(cookie))).toBeNull();
		expect(await identify(db, settings, new Headers())).toBeNull();
	});
});

describe('[AC2] lock-out', () => {
	const fail = async (username: string, times: number) => {
		for (let i = 0; i < times; i++) await refusalOf(tryIn(username, 'Wrong-horse-1'));
	};

	test('five failures lock the name for 15 minutes, also for the right password', async () => {
		const { username, who } = await somebody();
		await fail(username, 5);
		const locked = await refusalOf(tryIn(username, PASSWORD));
		expect(locked).toMatch(/\d\d:\d\d/);
		const lines = await db
			.select()
			.from(journal)
			.where(eq(journal.subject, `person:${who.personId}`));
		expect(lines).toMatchObject([{ type: 'account.lockedOut', scope: [], payload: { username } }]);
	});

	test('a name that does not exist is locked in the same words', async () => {
		const { username } = await somebody();
		await fail(username, 5);
		await fail('nobody-there', 5);
		const clock = /\d\d:\d\d/;
		const real = await refusalOf(tryIn(username, PASSWORD));
		const unreal = await refusalOf(tryIn('nobody-there', PASSWORD));
		expect(unreal.replace(clock, '')).toBe(real.replace(clock, ''));
	});

	test('many attempts at one moment are no way around it', async () => {
		const { username } = await somebody();
		const attempts = Array.from({ length: 20 }, () => refusalOf(tryIn(username, 'Wrong-horse-1')));
		const answers = await Promise.all(attempts);
		expect(answers.filter((answer) => !/\d\d:\d\d/.test(answer))).toHaveLength(5);
	});

	test('success forgets the failures before it; a lock ends by itself', async () => {
		const { username } = await somebody();
		await fail(username, 4);
		await signedIn(username);
		await fail(username, 4);
		await signedIn(username);
		await fail(username, 5);
		await db.update(signInFailure).set({ lockedUntil: sql`now() - interval '1 second'` });
		await signedIn(username);
	});
});

describe('[AC3] a session ends', () => {
	const rowOf = async (who: Who) => {
		const id = who.via.kind === 'session' ? who.via.sessionId : '';
		const [row] = await db.select().from(authSession).where(eq(authSession.id, id));
		return row!;
	};
	const age = (who: Who, by: string) =>
		db
			.update(authSession)
			.set({
				createdAt: sql`created_at - ${by}::interval`,
				updatedAt: sql`updated_at - ${by}::interval`,
				expiresAt: sql`expires_at - ${by}::interval`
			})
			.where(eq(authSession.userId, who.personId));

	test('an hour after the last key; asking who one is does not count as a key', async () => {
		const { username } = await somebody();
		const { headers, who } = await signedIn(username);
		await age(who, '59 minutes');
		expect(await identify(db, settings, headers)).not.toBeNull();
		await age(who, '2 minutes');
		expect(await identify(db, settings, headers)).toBeNull();
		expect(await stillValid(db, [who])).toEqual([false]);
	});

	test('a key moves the end on, but never past 13 hours from the beginning', async () => {
		const { username } = await somebody();
		const { headers, who } = await signedIn(username);
		for (let hour = 0; hour < 12; hour++) {
			await age(who, '59 minutes');
			await keepOpen(db, who, settings);
			expect(await identify(db, settings, headers)).not.toBeNull();
		}
		await age(who, '59 minutes');
		const { endsAt } = await keepOpen(db, who, settings);
		const { createdAt } = await rowOf(who);
		expect(endsAt.getTime() - createdAt.getTime()).toBe(13 * HOUR);
		await age(who, '30 minutes');
		expect(await identify(db, settings, headers)).toBeNull();
	});

	test('an ended session cannot be kept open', async () => {
		const { username } = await somebody();
		const { who } = await signedIn(username);
		await age(who, '61 minutes');
		await expect(keepOpen(db, who, settings)).rejects.toMatchObject({ code: 'conflict' });
	});

	test('[AC4] a wall stays for 90 days without a key, and a key does not shorten that', async () => {
		const { username } = await somebody(['screen']);
		const { headers, who, cookie } = await signedIn(username);
		expect(cookie.maxAgeMs).toBe(90 * 24 * HOUR);
		await keepOpen(db, who, settings);
		await age(who, '89 days');
		expect(await identify(db, settings, headers)).not.toBeNull();
		await age(who, '2 days');
		expect(await identify(db, settings, headers)).toBeNull();
	});
});

describe('[AC7] a one-time password', () => {
	test('makes one nobody until another is chosen, and then somebody at once', async () => {
		const { username, who } = await somebody();
		await db.transaction((tx) => setPassword(tx, who.personId, 'Once-only-11', 'oneTime'));
		const { mustChoose, headers, who: halfway } = await signedIn(username, 'Once-only-11');
		expect(mustChoose).toBe(true);
		expect(await identify(db, settings, headers)).toBeNull();
		const same = { actId: uuidv7(), next: 'Once-only-11' };
		await expect(chooseFirstPassword(db, halfway, same)).rejects.toMatchObject({
			code: 'invalid',
			fields: { next: expect.any(String) as string }
		});
		await chooseFirstPassword(db, halfway, { actId: uuidv7(), next: 'My-own-one-11' });
		expect(await identify(db, settings, headers)).toMatchObject({ personId: who.personId });
		expect(await refusalOf(tryIn(username, 'Once-only-11'))).not.toBe('signed in');
		await signedIn(username, 'My-own-one-11');
	});
});

describe('[AC5] still valid?', () => {
	test('answers for many at once, in order: open, revoked, other roles, deactivated', async () => {
		const people = await Promise.all([somebody(), somebody(), somebody(), somebody()]);
		const [open, revoked, changed, gone] = (await Promise.all(
			people.map(async ({ username }) => (await signedIn(username)).who)
		)) as [Who, Who, Who, Who];
		expect(await stillValid(db, [open, revoked, changed, gone])).toEqual([true, true, true, true]);
		const { account } = callerFor({ db, who: revoked });
		await account.signOut({ actId: uuidv7() });
		await db
			.update(person)
			.set({ roles: ['planner'] })
			.where(eq(person.id, changed.personId));
		await db.update(person).set({ active: false }).where(eq(person.id, gone.personId));
		expect(await stillValid(db, [open, revoked, changed, gone])).toEqual([
			true,
			false,
			false,
			false
		]);
		expect(await stillValid(db, [])).toEqual([]);
	});
});
