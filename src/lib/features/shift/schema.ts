import { z } from 'zod';
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
		actId: z.uuid(),
		id: z.uuid(),
		unitId: UnitId,
		role: ShiftRole,
		personId: z.uuid(),
		startsAt: z.date(),
		endsAt: z.date()
	})
	.refine((shift) => shift.endsAt > shift.startsAt, { path: ['endsAt'] });
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

/** A stretch of a unit's roster. */
export const RosterQuestion = z
	.object({ unitId: UnitId, from: z.date(), to: z.date() })
	.refine(({ from, to }) => to > from && to.getTime() - from.getTime() <= 63 * 86_400_000, {
		path: ['to']
	});
