import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, sql, type SQL } from 'drizzle-orm';
import { sessionToken } from '#lib/server/auth/cookie.ts';
import type { AuthSettings } from '#lib/server/auth/settings.ts';
import { accessToken, authAccount, authSession } from '#lib/server/auth/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { ONE_TIME } from '../person/enrol.server.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';

/** Somebody at the door. */
export type Standing = {
	who: Who;
	/** Signed in with a one-time password: he is nobody until he has chosen another (AC7). */
	mustChoose: boolean;
	/** When the session or token ends if nothing happens. */
	endsAt: Date;
};

/** How coarse `lastUsedAt` of a token is. */
const TOKEN_USE_MINUTES = 5;

/** Who stands behind the request: by `Authorization: Bearer wf_…` if there is such a header, else by session cookie. */
export async function identify(
	db: Db,
	settings: Pick<AuthSettings, 'secret'>,
	headers: Headers
): Promise<Who | null> {
	const standing = await standingOf(db, settings, headers);
	return standing && !standing.mustChoose ? standing.who : null;
}

/** As `identify`, with what only the app itself needs. */
export async function standingOf(
	db: Db,
	{ secret }: Pick<AuthSettings, 'secret'>,
	headers: Headers
): Promise<Standing | null> {
	const authorization = headers.get('authorization');
	if (authorization !== null) return await byToken(db, authorization);
	const token = sessionToken(headers, secret);
	return token === null ? null : await bySession(db, token);
}

/** What is kept of a token's text. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A signature that was ours stays good, so the row decides: it goes when the session is revoked. */
async function bySession(db: Db, token: string): Promise<Standing | null> {
	const [found] = await db
		.select({
			...whoColumns,
			sessionId: authSession.id,
			endsAt: authSession.expiresAt,
			passwordScope: authAccount.scope
		})
		.from(authSession)
		.innerJoin(person, eq(person.id, authSession.userId))
		.innerJoin(unit, eq(unit.id, person.unitId))
		.leftJoin(authAccount, eq(authAccount.userId, person.id))
		.where(and(eq(authSession.token, token), gt(authSession.expiresAt, sql`now()`), person.active));
	if (!found) return null;
	const { sessionId, endsAt, passwordScope, ...rest } = found;
	return {
		who: { ...rest, via: { kind: 'session', sessionId } },
		mustChoose: passwordScope === ONE_TIME,
		endsAt
	};
}

async function byToken(db: Db, authorization: string): Promise<Standing | null> {
	const text = /^Bearer (wf_[\w-]{43})$/.exec(authorization)?.[1];
	if (text === undefined) return null;
	const [found] = await db
		.select({
			...whoColumns,
			tokenId: accessToken.id,
			scopes: accessToken.scopes,
			endsAt: accessToken.expiresAt,
			usedLately: sql<boolean>`coalesce(${accessToken.lastUsedAt} > ${coarselyAgo}, false)`
		})
		.from(accessToken)
		.innerJoin(person, eq(person.id, accessToken.personId))
		.innerJoin(unit, eq(unit.id, person.unitId))
		.where(
			and(
				eq(accessToken.hash, hashOf(text)),
				isNull(accessToken.revokedAt),
				gt(accessToken.expiresAt, sql`now()`),
				person.active
			)
		);
	if (!found) return null;
	const { tokenId, scopes, endsAt, usedLately, ...rest } = found;
	if (!usedLately) {
		await db
			.update(accessToken)
			.set({ lastUsedAt: sql`now()` })
			.where(eq(accessToken.id, tokenId));
	}
	return { who: { ...rest, via: { kind: 'token', tokenId, scopes } }, mustChoose: false, endsAt };
}

const coarselyAgo: SQL = sql`now() - make_interval(mins => ${TOKEN_USE_MINUTES})`;

const whoColumns = {
	personId: person.id,
	name: person.name,
	unitId: unit.id,
	unitName: unit.name,
	unitPath: unit.path,
	roles: person.roles
};

type Valid = { id: string; roles: string[]; unit_path: string[] };

/**
 * For each of `whos`, in order, whether he still stands as he did: not signed out, revoked, expired or
 * deactivated, with the same roles in the same unit. One query for all.
 */
export async function stillValid(db: Db, whos: Who[]): Promise<boolean[]> {
	if (whos.length === 0) return [];
	const doors = JSON.stringify([...new Set(whos.map(doorOf))]);
	const rows = await db.execute<Valid>(sql`
		with door as (select value::uuid as id from jsonb_array_elements_text(${doors}::jsonb)),
		open as (
			select s.id, s.user_id as person_id from auth_session s join door using (id)
			where s.expires_at > now()
			union all
			select t.id, t.person_id from access_token t join door using (id)
			where t.revoked_at is null and t.expires_at > now()
		)
		select open.id, p.roles, u.path as unit_path from open
		join person p on p.id = open.person_id and p.active
		join unit u on u.id = p.unit_id`);
	const valid = new Map(rows.map((row) => [row.id, row]));
	return whos.map((who) => {
		const now = valid.get(doorOf(who));
		return (
			now !== undefined && sameSet(now.roles, who.roles) && sameList(now.unit_path, who.unitPath)
		);
	});
}

const doorOf = ({ via }: Who) => (via.kind === 'session' ? via.sessionId : via.tokenId);
const sameList = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
const sameSet = (a: readonly string[], b: readonly string[]) =>
	sameList([...a].sort(), [...b].sort());
