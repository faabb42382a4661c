import { z } from 'zod';
import { ActId, Id, InstantDate } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { UnitId } from '../unit/schema.ts';

/** 带班领导, 主班, 副班. */
export const ShiftRole = z.enum(['leader', 'main', 'deputy']);
export type ShiftRole = z.infer<typeof ShiftRole>;

/** Who is on duty now, in one role. */
export type OnDuty = {
	unitId: string;
	role: ShiftRole;
	personId: string;
	name: string;
	post: string;
	phone: string | null;
	endsAt: Date;
};

export const ShiftEdit = z
	.object({
		actId: ActId,
		id: Id,
		unitId: UnitId,
		role: ShiftRole,
		personId: Id,
		startsAt: InstantDate,
		endsAt: InstantDate
	})
	.refine((shift) => shift.endsAt > shift.startsAt, {
		path: ['endsAt'],
		error: m.shift_end_before_start
	});
export type ShiftEdit = z.infer<typeof ShiftEdit>;

/** One line of the roster. Instants are ISO strings. */
export type ShiftRow = {
	id: string;
	unitId: string;
	role: ShiftRole;
	personId: string;
	name: string;
	startsAt: string;
	endsAt: string;
};

/** Units whose duty is asked for. A wall asks for its own and all below it. */
export const OnDutyQuestion = z.object({ unitIds: z.array(UnitId).min(1).max(200) });

const MOST_ROSTER_DAYS = 63;

/** A stretch of a unit's roster. */
export const RosterQuestion = z
	.object({ unitId: UnitId, from: InstantDate, to: InstantDate })
	.refine(
		({ from, to }) => to > from && to.getTime() - from.getTime() <= MOST_ROSTER_DAYS * 86_400_000,
		{
			path: ['to'],
			error: () => m.shift_roster_span({ days: MOST_ROSTER_DAYS })
		}
	);
