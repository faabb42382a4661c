import { randomBytes } from 'node:crypto';
import { verifyPassword } from 'better-auth/crypto';
import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { sessionLimits } from '#lib/server/auth/settings.ts';
import { accessToken, authAccount, authSession } from '#lib/server/auth/tables.server.ts';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, nothing, record, wasDone, type ActRequest } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { setPassword } from '../person/enrol.server.ts';
import { person } from '../person/tables.server.ts';
import type { AccountEvent } from './events.ts';
import { hashOf } from './identify.server.ts';
import { ownTokens } from './queries.server.ts';
import { isScreen } from './rules.ts';
import type { PasswordChange, TokenMake } from './schema.ts';
import { countAttempt, forgetAttempts } from './sign-in.server.ts';
import { may } from './permissions.ts';

const subjectOf = (who: Who) => `person:${who.personId}` as const;

/** The session he acts in. A program has none, and keeps nobody's account. */
function ownSession(who: Who): string {
	authorize('account.keep', who, may(who, 'account.keep', who.unitPath));
	invariant(who.via.kind === 'session', 'account.keep is never allowed by token');
	return who.via.sessionId;
}

/** He touched a key: the session lasts `idleMs` from now, but no longer than `absoluteMs` in all. No act, so no line. */
export async function keepOpen(
	db: Db,
	who: Who,
	{ idleMs, absoluteMs } = sessionLimits()
): Promise<{ endsAt: Date }> {
	const sessionId = ownSession(who);
	const [kept] = await db
		.update(authSession)
		.set({
			updatedAt: sql`now()`,
			// A wall's session was opened for a season; keys do not shorten it.
			...(isScreen(who.roles)
				? {}
				: {
						expiresAt: sql`least(now() + make_interval(secs => ${idleMs / 1000}),
							${authSession.createdAt} + make_interval(secs => ${absoluteMs / 1000}))`
					})
		})
		.where(and(eq(authSession.id, sessionId), gt(authSession.expiresAt, sql`now()`)))
		.returning({ endsAt: authSession.expiresAt });
	if (!kept) throw new Failure('conflict', m.errors_signed_out());
	return kept;
}

export async function signOut(db: Db, who: Who, actId: string) {
	const sessionId = ownSession(who);
	const request = { kind: 'account.signOut', who, input: { actId }, onRetry: nothing };
	await act(db, request, async (tx) => {
		await tx.delete(authSession).where(eq(authSession.id, sessionId));
		await record<AccountEvent>(
			tx,
			who,
			{ type: 'account.signedOut', subject: subjectOf(who), scope: [], payload: {} },
			actId
		);
	});
}

/** Ends one of his own sessions; its sockets close within seconds. */
export async function revokeSession(db: Db, who: Who, input: { actId: string; id: string }) {
	ownSession(who);
	const { actId, id } = input;
	const request = { kind: 'account.revokeSession', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const [gone] = await tx
			.delete(authSession)
			.where(and(eq(authSession.id, id), eq(authSession.userId, who.personId)))
			.returning({ id: authSession.id });
		if (!gone) throw new Failure('not_found', m.errors_not_found());
		await recordRevoked(tx, who, id, actId);
	});
}

/** Changes his password and ends his other sessions. A wrong current one counts towards the lock. */
export async function changePassword(db: Db, who: Who, { actId, current, next }: PasswordChange) {
	const sessionId = ownSession(who);
	const request = passwordRequest(db, who, { kind: 'account.changePassword', actId, next });
	if (await wasDone(db, request)) return await request.onRetry();
	const { username, hash } = await credentialOf(db, who);
	await countAttempt(db, username);
	if (!(await verifyPassword({ hash, password: current }))) {
		const sentence = m.account_wrong_current();
		throw new Failure('invalid', sentence, { fields: { current: sentence } });
	}
	await replacePassword(db, who, request, { sessionId, username, hash, next });
}

/** The second step of a sign-in with a one-time password: from here on the session is good for everything. */
export async function chooseFirstPassword(
	db: Db,
	who: Who,
	{ actId, next }: Omit<PasswordChange, 'current'>
) {
	const sessionId = ownSession(who);
	const request = passwordRequest(db, who, { kind: 'account.choosePassword', actId, next });
	if (await wasDone(db, request)) return await request.onRetry();
	const credential = await credentialOf(db, who);
	await replacePassword(db, who, request, { sessionId, ...credential, next });
}

/** A retry is known by the password that stands, because no digest of one is kept. */
function passwordRequest(
	db: Db,
	who: Who,
	{ kind, actId, next }: { kind: string; actId: string; next: string }
): ActRequest<void> {
	const onRetry = async () => {
		const { hash } = await credentialOf(db, who);
		if (!(await verifyPassword({ hash, password: next })))
			throw new Failure('conflict', m.errors_act_taken());
	};
	return { kind, who, input: { actId }, onRetry };
}

async function credentialOf(db: Db, who: Who): Promise<{ username: string; hash: string }> {
	const [found] = await db
		.select({ username: person.username, hash: authAccount.password })
		.from(person)
		.innerJoin(authAccount, eq(authAccount.userId, person.id))
		.where(eq(person.id, who.personId));
	if (!found?.hash) throw new Failure('not_found', m.errors_not_found());
	return { username: found.username, hash: found.hash };
}

type Replacement = { sessionId: string; username: string; hash: string; next: string };

async function replacePassword(
	db: Db,
	who: Who,
	request: ActRequest<void>,
	{ sessionId, username, hash, next }: Replacement
) {
	if (await verifyPassword({ hash, password: next })) {
		const sentence = m.account_same_password();
		throw new Failure('invalid', sentence, { fields: { next: sentence } });
	}
	await act(db, request, async (tx) => {
		await setPassword(tx, who.personId, next, 'lasting');
		await forgetAttempts(tx, username);
		await tx
			.delete(authSession)
			.where(and(eq(authSession.userId, who.personId), ne(authSession.id, sessionId)));
		await record<AccountEvent>(
			tx,
			who,
			{ type: 'account.passwordChanged', subject: subjectOf(who), scope: [], payload: {} },
			request.input.actId
		);
	});
}

type TokenTold = { text: string | null; expiresAt: Date };

/** Makes a token for a program of his. The text is told once; null when the act had been done before. */
export async function makeToken(db: Db, who: Who, input: TokenMake): Promise<TokenTold> {
	authorize('token.make', who, may(who, 'token.make', who.unitPath));
	const { actId, id, name, scopes, days } = input;
	const text = `wf_${randomBytes(32).toString('base64url')}`;
	const expiresAt = new Date(Date.now() + days * 86_400_000);
	const request = {
		...{ kind: 'account.makeToken', who, input },
		onRetry: () => tokenToldBefore(db, who, id)
	};
	return await act(db, request, async (tx) => {
		await tx.insert(accessToken).values({
			id,
			personId: who.personId,
			hash: hashOf(text),
			name,
			scopes: [...new Set(scopes)],
			expiresAt
		});
		await record<AccountEvent>(
			tx,
			who,
			{
				type: 'account.tokenMade',
				subject: subjectOf(who),
				scope: [],
				payload: { tokenId: id, name, scopes, expiresAt: expiresAt.toISOString() }
			},
			actId
		);
		return { text, expiresAt };
	});
}

async function tokenToldBefore(db: Db, who: Who, id: string): Promise<TokenTold> {
	const own = (await ownTokens(db, who)).find((token) => token.id === id);
	if (!own) throw new Failure('not_found', m.errors_not_found());
	return { text: null, expiresAt: own.expiresAt };
}

export async function revokeToken(db: Db, who: Who, input: { actId: string; id: string }) {
	ownSession(who);
	const { actId, id } = input;
	const request = { kind: 'account.revokeToken', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const [gone] = await tx
			.update(accessToken)
			.set({ revokedAt: sql`now()` })
			.where(
				and(
					eq(accessToken.id, id),
					eq(accessToken.personId, who.personId),
					isNull(accessToken.revokedAt)
				)
			)
			.returning({ name: accessToken.name });
		if (!gone) throw new Failure('not_found', m.errors_not_found());
		await record<AccountEvent>(
			tx,
			who,
			{
				type: 'account.tokenRevoked',
				subject: subjectOf(who),
				scope: [],
				payload: { tokenId: id, name: gone.name }
			},
			actId
		);
	});
}

async function recordRevoked(tx: Tx, who: Who, sessionId: string, actId: string) {
	await record<AccountEvent>(
		tx,
		who,
		{ type: 'account.sessionRevoked', subject: subjectOf(who), scope: [], payload: { sessionId } },
		actId
	);
}
