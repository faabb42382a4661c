import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { authSession } from '#lib/server/auth/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { askMedia, MediaError } from '#lib/server/media/control.ts';
import { recurring } from '#lib/server/recurring.ts';
import { may } from './permissions.ts';
import { person } from '../person/tables.server.ts';
import { attendance } from './tables.server.ts';

/** As many as one question to the media server takes; the next turn takes the rest. */
const AT_ONCE = 500;

/**
 * Ends the seats of those in the rooms whose session has ended, who were deactivated, who went to another unit or
 * may no longer take part (CN17). The media server tells of it as of any other leaving. Returns how many it ended.
 */
export async function expireSeats(db: Db): Promise<number> {
	const present = await db
		.select({
			id: attendance.id,
			unitId: attendance.unitId,
			sessionId: authSession.id,
			person: { unitId: person.unitId, roles: person.roles, active: person.active }
		})
		.from(attendance)
		.innerJoin(person, eq(person.id, attendance.personId))
		.leftJoin(
			authSession,
			and(
				eq(authSession.id, attendance.sessionId),
				eq(authSession.userId, attendance.personId),
				gt(authSession.expiresAt, sql`now()`)
			)
		)
		.where(isNull(attendance.leftAt));
	const expired = present.filter(({ unitId, sessionId, person: { active, ...now } }) => {
		if (sessionId === null || !active || now.unitId !== unitId) return true;
		const who = { ...now, via: { kind: 'session' as const, sessionId } };
		return !may(who, 'consultation.join', [unitId]);
	});
	if (expired.length === 0) return 0;
	const peerIds = expired.slice(0, AT_ONCE).map(({ id }) => id);
	return (await askMedia('expirePeers', { peerIds })).expired.length;
}

/** A seat ends at most 5 s after its person's right to it, as every other line does (AC5). */
export const startSeatExpiry = (db: Db, { everyMs = 2000 } = {}) =>
	recurring(
		'seats without a right',
		() =>
			expireSeats(db).catch((error: unknown) => {
				// The next turn asks again; the follower tells that the media server does not answer.
				if (!(error instanceof MediaError)) throw error;
			}),
		everyMs
	);
