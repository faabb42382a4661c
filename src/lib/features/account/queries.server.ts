import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { accessToken, authSession } from '#lib/server/auth/tables.server.ts';
import { authorize } from '#lib/server/authorize.ts';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import type { OwnSession, OwnToken } from './schema.ts';
import { may } from './permissions.ts';

/** His open sessions, the one he asks from first, then by last use. */
export async function ownSessions(db: Reader, who: Who): Promise<OwnSession[]> {
	authorize('account.keep', who, may(who, 'account.keep', who.unitPath));
	const rows = await db
		.select({
			id: authSession.id,
			createdAt: authSession.createdAt,
			lastActiveAt: authSession.updatedAt,
			address: authSession.ipAddress,
			agent: authSession.userAgent
		})
		.from(authSession)
		.where(and(eq(authSession.userId, who.personId), gt(authSession.expiresAt, sql`now()`)))
		.orderBy(desc(authSession.updatedAt));
	const { via } = who;
	const isCurrent = (id: string) => via.kind === 'session' && via.sessionId === id;
	return rows
		.map((row) => ({ ...row, current: isCurrent(row.id) }))
		.sort((a, b) => Number(b.current) - Number(a.current));
}

/** His tokens that are good or have run out, newest first; a revoked one is gone from the list. */
export async function ownTokens(db: Reader, who: Who): Promise<OwnToken[]> {
	authorize('account.keep', who, may(who, 'account.keep', who.unitPath));
	return await db
		.select({
			id: accessToken.id,
			name: accessToken.name,
			scopes: accessToken.scopes,
			createdAt: accessToken.createdAt,
			expiresAt: accessToken.expiresAt,
			lastUsedAt: accessToken.lastUsedAt
		})
		.from(accessToken)
		.where(and(eq(accessToken.personId, who.personId), isNull(accessToken.revokedAt)))
		.orderBy(desc(accessToken.createdAt));
}

/** When his session ends if nobody touches a key; null for a program. Asking does not extend it. */
export async function sessionEnd(db: Reader, { via }: Who): Promise<{ endsAt: Date | null }> {
	if (via.kind === 'token') return { endsAt: null };
	const [found] = await db
		.select({ endsAt: authSession.expiresAt })
		.from(authSession)
		.where(eq(authSession.id, via.sessionId));
	return { endsAt: found?.endsAt ?? null };
}
