import { authorize } from '#lib/server/authorize.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { getUnit } from '../unit/queries.server.ts';
import { editShift } from './mutations.server.ts';
import { nextChange, onDuty, roster } from './queries.server.ts';
import { OnDutyQuestion, RosterQuestion, ShiftEdit } from './schema.ts';
import { may } from './permissions.ts';

/** The roster is no secret inside the government, but not for administrators by office. */
const reading = personProcedure.use(({ ctx, next }) => {
	authorize('shift.read', null, may(ctx.who, 'shift.read', ctx.who.unitPath));
	return next();
});

export const shiftRouter = router({
	onDuty: reading.input(OnDutyQuestion).query(async ({ ctx, input }) => {
		const cursor = await headCursor(ctx.db);
		const now = new Date();
		const [duty, changesAt] = await Promise.all([
			onDuty(ctx.db, input.unitIds, now),
			nextChange(ctx.db, input.unitIds, now)
		]);
		return { cursor, duty, changesAt };
	}),
	roster: reading.input(RosterQuestion).query(async ({ ctx, input }) => {
		const cursor = await headCursor(ctx.db);
		await getUnit(ctx.db, input.unitId);
		return { cursor, shifts: await roster(ctx.db, input.unitId, input.from, input.to) };
	}),
	edit: personProcedure
		.input(ShiftEdit)
		.mutation(({ ctx, input }) => editShift(ctx.db, ctx.who, input))
});
