import { isAPIError } from 'better-auth/api';
import { eq, lt, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { cut, oneLine } from '#lib/input/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { openAuth } from '#lib/server/auth/auth.ts';
import { SESSION_COOKIE } from '#lib/server/auth/cookie.ts';
import type { AuthSettings } from '#lib/server/auth/settings.ts';
import { authAccount, authSession, signInFailure } from '#lib/server/auth/tables.server.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { log } from '#lib/server/log.ts';
import { hourMinute } from '#lib/time.ts';
import { SYSTEM } from '#lib/who.ts';
import { ONE_TIME } from '../person/enrol.server.ts';
import { person } from '../person/tables.server.ts';
import { isScreen, LOCK_MINUTES, MAX_FAILURES, SCREEN_DAYS } from './rules.ts';

export type SignIn = {
	username: string;
	password: string;
	/** Network address and browser, as the list of sessions shows them. */
	address: string | null;
	agent: string;
};

export type SignedIn = {
	/** For `Set-Cookie`, percent-encoded already. */
	cookie: { name: string; value: string; maxAgeMs: number };
	/** He must choose another password before anything else. */
	mustChoose: boolean;
};

const DAY_MS = 86_400_000;

/** Opens a session, or refuses with one sentence for every reason that has to do with name or password. */
export async function signIn(db: Db, settings: AuthSettings, given: SignIn): Promise<SignedIn> {
	const username = cut(oneLine(given.username), 64).toLowerCase();
	const locks = await countAttempt(db, username);
	const actId = uuidv7();
	const signedIn = await act(db, actId, (tx) =>
		open(tx, settings, { ...given, username }, actId)
	).catch((error: unknown) => {
		if (isAPIError(error) && error.statusCode < 500) return null;
		throw error;
	});
	if (signedIn) return signedIn;
	log.warn({ username, address: given.address }, 'sign-in refused');
	if (locks) await recordLock(db, username, given.address);
	throw new Failure('invalid', m.account_wrong_password());
}

/**
 * Counts the attempt before it is judged, so that many at once are no way around the lock; success
 * forgets the count. Refuses while locked; true where one more failure locks. A name that does not
 * exist is counted and locked like any other.
 */
export async function countAttempt(db: Db, username: string): Promise<boolean> {
	const stale = sql`coalesce(${signInFailure.lockedUntil},
		${signInFailure.lastAt} + make_interval(mins => ${LOCK_MINUTES})) <= now()`;
	const [row] = await db
		.insert(signInFailure)
		.values({ username, failures: 1, lastAt: sql`now()` })
		.onConflictDoUpdate({
			target: signInFailure.username,
			set: {
				failures: sql`case when ${stale} then 1 else ${signInFailure.failures} + 1 end`,
				lastAt: sql`now()`,
				lockedUntil: sql`case when ${stale} then null
					when ${signInFailure.failures} + 1 = ${MAX_FAILURES} then now() + make_interval(mins => ${LOCK_MINUTES})
					else ${signInFailure.lockedUntil} end`
			}
		})
		.returning();
	if (row?.lockedUntil && row.failures > MAX_FAILURES) {
		throw new Failure('forbidden', m.account_locked({ until: hourMinute(row.lockedUntil) }));
	}
	return row?.failures === MAX_FAILURES;
}

/** To be called when the password was right. */
export async function forgetAttempts(tx: Tx, username: string) {
	await tx.delete(signInFailure).where(eq(signInFailure.username, username));
}

/** better-auth checks the password, at the same cost where the name does not exist, and makes the session. */
async function open(
	tx: Tx,
	settings: AuthSettings,
	given: SignIn,
	actId: string
): Promise<SignedIn | null> {
	const [found] = await tx
		.select({
			id: person.id,
			name: person.name,
			roles: person.roles,
			active: person.active,
			scope: authAccount.scope
		})
		.from(person)
		.leftJoin(authAccount, eq(authAccount.userId, person.id))
		.where(eq(person.username, given.username));
	const isWall = found !== undefined && isScreen(found.roles);
	const lifetimeMs = isWall ? SCREEN_DAYS * DAY_MS : settings.absoluteMs;
	const { headers, response } = await openAuth(tx, settings, lifetimeMs).api.signInUsername({
		body: { username: given.username, password: given.password },
		headers: new Headers({ 'user-agent': given.agent }),
		returnHeaders: true
	});
	if (!found?.active) {
		await tx.delete(authSession).where(eq(authSession.token, response.token));
		return null;
	}
	await tx
		.update(authSession)
		.set({
			ipAddress: given.address,
			// The cookie outlives this: each key or click moves it on, up to `absoluteMs`.
			...(isWall ? {} : { expiresAt: new Date(Date.now() + firstEnd(settings)) })
		})
		.where(eq(authSession.token, response.token));
	await forgetAttempts(tx, given.username);
	await tidy(tx);
	await record(
		tx,
		{ personId: found.id, name: found.name },
		{
			type: 'account.signedIn',
			subject: `person:${found.id}`,
			scope: [],
			payload: { address: given.address }
		},
		actId
	);
	return {
		cookie: { name: SESSION_COOKIE, value: cookieOf(headers), maxAgeMs: lifetimeMs },
		mustChoose: found.scope === ONE_TIME
	};
}

const firstEnd = ({ idleMs, absoluteMs }: AuthSettings) => Math.min(idleMs, absoluteMs);

function cookieOf(headers: Headers): string {
	for (const line of headers.getSetCookie()) {
		const [pair = ''] = line.split(';');
		if (pair.startsWith(`${SESSION_COOKIE}=`)) return pair.slice(SESSION_COOKIE.length + 1);
	}
	throw new Error('better-auth signed in without a session cookie');
}

/** What is long over: nobody can sign in with it, and names that never existed would pile up. */
async function tidy(tx: Tx) {
	const yesterday = sql`now() - interval '1 day'`;
	await tx.delete(authSession).where(lt(authSession.expiresAt, yesterday));
	await tx.delete(signInFailure).where(lt(signInFailure.lastAt, yesterday));
}

async function recordLock(db: Db, username: string, address: string | null) {
	const [found] = await db
		.select({ id: person.id, name: person.name })
		.from(person)
		.where(eq(person.username, username));
	// Names that do not exist stand in the log only: strangers must not be able to fill the journal.
	if (!found) return;
	const actId = uuidv7();
	await act(db, actId, (tx) =>
		record(
			tx,
			SYSTEM,
			{
				type: 'account.lockedOut',
				subject: `person:${found.id}`,
				scope: [],
				payload: { username, address }
			},
			actId
		)
	);
}
