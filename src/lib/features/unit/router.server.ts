import { z } from 'zod';
import { Day } from '#lib/input/words.ts';
import { authorize } from '#lib/server/authorize.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { unitArea } from './area-queries.server.ts';
import { editUnit } from './mutations.server.ts';
import { getUnit, listAllUnits, listUnits, unitByCodeAt, unitHistory } from './queries.server.ts';
import { AreaCode, UnitEdit, UnitId } from './schema.ts';
import { unitsVersion } from './tile-queries.server.ts';
import { may } from './permissions.ts';

export const unitRouter = router({
	list: personProcedure.query(async ({ ctx }) => {
		const version = await unitsVersion(ctx.db);
		return { version, units: await listUnits(ctx.db) };
	}),
	area: personProcedure
		.input(z.object({ id: UnitId }))
		.query(({ ctx, input }) => unitArea(ctx.db, input.id)),
	byCode: personProcedure
		.input(z.object({ code: AreaCode, day: Day }))
		.query(({ ctx, input }) => unitByCodeAt(ctx.db, input.code, input.day)),
	listAll: personProcedure.query(({ ctx }) => {
		authorize('unit.edit', null, may(ctx.who, 'unit.edit', ctx.who.unitPath));
		return listAllUnits(ctx.db);
	}),
	history: personProcedure.input(z.object({ id: UnitId })).query(async ({ ctx, input }) => {
		const { path } = await getUnit(ctx.db, input.id);
		authorize('unit.edit', null, may(ctx.who, 'unit.edit', path));
		return unitHistory(ctx.db, input.id);
	}),
	edit: personProcedure
		.input(UnitEdit)
		.mutation(({ ctx, input }) => editUnit(ctx.db, ctx.who, input))
});
