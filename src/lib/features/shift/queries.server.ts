import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { person } from '../person/tables.server.ts';
import { roleOrder } from './rules.ts';
import type { OnDuty, ShiftRow } from './schema.ts';
import { shift } from './tables.server.ts';

/** Who is on duty in these units at an instant: by unit, then leader, main, deputy. */
export async function onDuty(db: Reader, unitIds: string[], at: Date): Promise<OnDuty[]> {
	const rows = await db
		.select({
			unitId: shift.unitId,
			role: shift.role,
			personId: shift.personId,
			name: person.name,
			post: person.post,
			phone: person.phone,
			endsAt: shift.endsAt
		})
		.from(shift)
		.innerJoin(person, eq(person.id, shift.personId))
		.where(and(inArray(shift.unitId, unitIds), lte(shift.startsAt, at), gt(shift.endsAt, at)))
		.orderBy(asc(shift.unitId), asc(shift.startsAt));
	return rows.sort(
		(a, b) =>
			a.unitId.localeCompare(b.unitId) || roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role)
	);
}

/** The instant after `at` when the duty of any of these units next changes, or null when nothing is planned. */
export async function nextChange(db: Reader, unitIds: string[], at: Date): Promise<Date | null> {
	const edge = sql`case when ${shift.startsAt} > ${at.toISOString()}::timestamptz then ${shift.startsAt} else ${shift.endsAt} end`;
	const [row] = await db
		.select({ at: sql`min(${edge})`.mapWith(shift.startsAt) })
		.from(shift)
		.where(and(inArray(shift.unitId, unitIds), gt(shift.endsAt, at)));
	return row?.at ?? null;
}

/** The shifts of a unit that touch the time from `from` to `to`, the earliest first. */
export async function roster(
	db: Reader,
	unitId: string,
	from: Date,
	to: Date
): Promise<ShiftRow[]> {
	const rows = await db
		.select({
			id: shift.id,
			unitId: shift.unitId,
			role: shift.role,
			personId: shift.personId,
			name: person.name,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt
		})
		.from(shift)
		.innerJoin(person, eq(person.id, shift.personId))
		.where(and(eq(shift.unitId, unitId), lte(shift.startsAt, to), gt(shift.endsAt, from)))
		.orderBy(asc(shift.startsAt), asc(shift.role));
	return rows.map(({ startsAt, endsAt, ...row }) => ({
		...row,
		startsAt: startsAt.toISOString(),
		endsAt: endsAt.toISOString()
	}));
}
